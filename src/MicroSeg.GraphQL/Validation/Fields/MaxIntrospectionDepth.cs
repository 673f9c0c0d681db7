using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <summary>
/// Not of the specification, but of GraphQL.js: introspection may not nest lists of lists without need, since each level multiplies
/// the size of the answer.
/// </summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.max_introspection_depth";

    private const int MaxLists = 3;

    public override bool Enter(SyntaxNode node)
    {
        if (node is not FieldNode { Name.Value: "__schema" or "__type" } field || !IsTooDeep(field, [], lists: 0))
            return true;
        context.Report(Code, "Maximum introspection depth exceeded", field);
        return false;
    }

    private bool IsTooDeep(FieldNode field, HashSet<string> open, int lists)
    {
        if (field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" && ++lists >= MaxLists)
            return true;
        return field.SelectionSet is not null && IsTooDeep(field.SelectionSet, open, lists);
    }

    private bool IsTooDeep(SelectionSetNode set, HashSet<string> open, int lists)
    {
        foreach (var selection in set.Selections)
        {
            context.Spend();
            var isTooDeep = selection switch
            {
                FieldNode field => IsTooDeep(field, open, lists),
                InlineFragmentNode fragment => IsTooDeep(fragment.SelectionSet, open, lists),
                _ => IsTooDeep((FragmentSpreadNode)selection, open, lists),
            };
            if (isTooDeep)
                return true;
        }

        return false;
    }

    private bool IsTooDeep(FragmentSpreadNode spread, HashSet<string> open, int lists)
    {
        var name = spread.Name.Value;
        if (context.FindFragment(name) is not { } fragment || !open.Add(name))
            return false;
        var isTooDeep = IsTooDeep(fragment.SelectionSet, open, lists);
        open.Remove(name);
        return isTooDeep;
    }
}
