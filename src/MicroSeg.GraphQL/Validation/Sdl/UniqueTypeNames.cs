using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Section 3.4: no two types have the same name.</summary>
internal sealed class UniqueTypeNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_type_names";

    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        if (node is not TypeDefinitionNode { IsExtension: false, Name: var name })
            return node is DocumentNode;
        if (context.ExistingSchema?.Types.Find(name.Value) is not null)
            context.Report(Code, $"Type \"{name}\" already exists in the schema. It cannot also be defined in this type definition.", name);
        else if (!_known.TryAdd(name.Value, name))
            context.Report(Code, $"There can be only one type named \"{name}\".", _known[name.Value], name);
        return false;
    }
}
