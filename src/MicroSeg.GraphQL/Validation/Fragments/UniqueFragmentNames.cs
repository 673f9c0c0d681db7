using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.1.1: no two fragments have the same name.</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_fragment_names";

    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        if (node is FragmentDefinitionNode { Name: var name } && !_known.TryAdd(name.Value, name))
            context.Report(Code, $"There can be only one fragment named \"{name}\".", _known[name.Value], name);
        return node is DocumentNode;
    }
}
