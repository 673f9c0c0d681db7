using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Section 3.13: no two directives have the same name.</summary>
internal sealed class UniqueDirectiveNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_directive_names";

    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        if (node is not DirectiveDefinitionNode { Name: var name })
            return node is DocumentNode;
        if (context.ExistingSchema?.Directives.Find(name.Value) is not null)
            context.Report(Code, $"Directive \"@{name}\" already exists in the schema. It cannot be redefined.", name);
        else if (!_known.TryAdd(name.Value, name))
            context.Report(Code, $"There can be only one directive named \"@{name}\".", _known[name.Value], name);
        return false;
    }
}
