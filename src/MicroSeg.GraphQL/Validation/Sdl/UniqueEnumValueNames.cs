using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Section 3.9: an enum has a value of a name once.</summary>
internal sealed class UniqueEnumValueNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_enum_value_names";

    private readonly MemberNames _names = new(context, Code, "Enum value");

    public override bool Enter(SyntaxNode node)
    {
        if (node is EnumTypeNode type)
        {
            var existing = context.ExistingSchema?.Types.Find(type.Name.Value) as EnumDefinition;
            foreach (var value in type.Values)
                _names.Add(type.Name.Value, value.Name, existing?.Values.Find(value.Name.Value) is not null);
        }

        return node is DocumentNode;
    }
}
