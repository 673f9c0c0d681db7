using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation;

/// <content>Fragments, and what operations reach through them.</content>
internal sealed partial class ValidationContext
{
    private readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = [];
    private readonly Dictionary<OperationDefinitionNode, List<FragmentDefinitionNode>> _reached = [];
    private Dictionary<string, FragmentDefinitionNode>? _fragments;

    /// <summary>The fragment of a name; of several the last.</summary>
    public FragmentDefinitionNode? FindFragment(string name)
    {
        if (_fragments is null)
        {
            _fragments = new Dictionary<string, FragmentDefinitionNode>(StringComparer.Ordinal);
            foreach (var fragment in Document.Definitions.OfType<FragmentDefinitionNode>())
                _fragments[fragment.Name.Value] = fragment;
        }

        return _fragments.GetValueOrDefault(name);
    }

    /// <summary>The spreads in a selection set and in the sets below it.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode set)
    {
        if (_spreads.TryGetValue(set, out var spreads))
            return spreads;
        spreads = [];
        var pending = new Stack<SelectionSetNode>([set]);
        while (pending.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                if (selection is FragmentSpreadNode spread)
                    spreads.Add(spread);
                else if (Below(selection) is { } below)
                    pending.Push(below);
            }
        }

        return _spreads[set] = spreads;
    }

    /// <summary>The fragments that an operation spreads, directly or through others.</summary>
    public IReadOnlyList<FragmentDefinitionNode> FragmentsReachedBy(OperationDefinitionNode operation)
    {
        if (_reached.TryGetValue(operation, out var reached))
            return reached;
        reached = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (pending.TryPop(out var next))
        {
            foreach (var spread in SpreadsIn(next))
            {
                Spend();
                if (!seen.Add(spread.Name.Value) || FindFragment(spread.Name.Value) is not { } fragment)
                    continue;
                reached.Add(fragment);
                pending.Push(fragment.SelectionSet);
            }
        }

        return _reached[operation] = reached;
    }

    private static SelectionSetNode? Below(SelectionNode selection) => selection switch
    {
        FieldNode field => field.SelectionSet,
        InlineFragmentNode fragment => fragment.SelectionSet,
        _ => null,
    };
}
