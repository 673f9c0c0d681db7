using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Sections 3.6, 3.7 and 3.10: a type has a field of a name once.</summary>
internal sealed class UniqueFieldDefinitionNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_field_definition_names";

    private readonly MemberNames _names = new(context, Code, "Field");

    public override bool Enter(SyntaxNode node)
    {
        var fields = node switch
        {
            FieldsTypeNode type => type.Fields.Select(field => field.Name),
            InputObjectTypeNode type => type.Fields.Select(field => field.Name),
            _ => [],
        };
        foreach (var name in fields)
            _names.Add(((TypeDefinitionNode)node).Name.Value, name, Exists((TypeDefinitionNode)node, name.Value));
        return node is DocumentNode;
    }

    private bool Exists(TypeDefinitionNode type, string name) => context.ExistingSchema?.Types.Find(type.Name.Value) switch
    {
        FieldsDefinition fields => fields.Fields.Find(name) is not null,
        InputObjectDefinition input => input.Fields.Find(name) is not null,
        _ => false,
    };
}
