using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.1.4: a fragment is used by an operation.</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.no_unused_fragments";

    public override bool Enter(SyntaxNode node) => node is DocumentNode;

    public override void Leave(SyntaxNode node)
    {
        var used = context.Document.Definitions.OfType<OperationDefinitionNode>()
            .SelectMany(context.FragmentsReachedBy)
            .Select(fragment => fragment.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in context.Document.Definitions.OfType<FragmentDefinitionNode>().Where(fragment => !used.Contains(fragment.Name.Value)))
            context.Report(Code, $"Fragment \"{fragment.Name}\" is never used.", fragment);
    }
}
