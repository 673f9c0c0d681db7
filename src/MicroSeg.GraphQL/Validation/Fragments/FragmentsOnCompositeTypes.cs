using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.1.3: fragments are on objects, interfaces and unions.</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.fragments_on_composite_types";

    public override bool Enter(SyntaxNode node)
    {
        if (node is InlineFragmentNode { TypeCondition: { } condition } && IsOnOther(condition))
            context.Report(Code, $"Fragment cannot condition on non composite type \"{condition}\".", condition);
        else if (node is FragmentDefinitionNode fragment && IsOnOther(fragment.TypeCondition))
            context.Report(Code, $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.TypeCondition}\".", fragment.TypeCondition);
        return true;
    }

    private bool IsOnOther(NamedTypeNode condition) => context.Schema.FindType(condition) is { IsComposite: false };
}
