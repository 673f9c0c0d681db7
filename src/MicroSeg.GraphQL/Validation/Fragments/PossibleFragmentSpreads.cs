using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.2.3: a fragment's type and the type around it can be those of one object.</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.possible_fragment_spreads";

    public override bool Enter(SyntaxNode node)
    {
        if (node is InlineFragmentNode && context.Types.Type is TypeDefinition { IsComposite: true } type)
            Check(node, type, "Fragment");
        else if (node is FragmentSpreadNode spread && TypeOf(spread.Name.Value) is { } spreadType)
            Check(node, spreadType, $"Fragment \"{spread.Name}\"");
        return true;
    }

    private void Check(SyntaxNode node, TypeDefinition type, string subject)
    {
        if (context.Types.ParentType is { } parent && !TypeComparison.Overlap(context.Schema, type, parent))
            context.Report(Code, $"{subject} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
    }

    private TypeDefinition? TypeOf(string fragment)
        => context.FindFragment(fragment) is { } definition && context.Schema.FindType(definition.TypeCondition) is TypeDefinition { IsComposite: true } type ? type : null;
}
