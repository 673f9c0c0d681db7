using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.2.1: a fragment that is spread is defined.</summary>
internal sealed class KnownFragmentNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.known_fragment_names";

    public override bool Enter(SyntaxNode node)
    {
        if (node is FragmentSpreadNode { Name: var name } && context.FindFragment(name.Value) is null)
            context.Report(Code, $"Unknown fragment \"{name}\".", name);
        return true;
    }
}
