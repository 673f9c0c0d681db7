using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.2.2: no fragment spreads itself, directly or through others.</summary>
internal sealed class NoFragmentCycles(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.no_fragment_cycles";

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> _path = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        if (node is FragmentDefinitionNode fragment)
            Follow(fragment);
        return node is DocumentNode;
    }

    /// <summary><c>DetectFragmentCycles(fragmentDefinition, visited)</c>. Each fragment is followed once, so each cycle is told once.</summary>
    private void Follow(FragmentDefinitionNode fragment)
    {
        var name = fragment.Name.Value;
        if (!_visited.Add(name))
            return;
        context.Spend();
        _indexes[name] = _path.Count;
        foreach (var spread in context.SpreadsIn(fragment.SelectionSet))
        {
            _path.Add(spread);
            if (_indexes.TryGetValue(spread.Name.Value, out var start))
                Report(spread, start);
            else if (context.FindFragment(spread.Name.Value) is { } next)
                Follow(next);
            _path.RemoveAt(_path.Count - 1);
        }

        _indexes.Remove(name);
    }

    private void Report(FragmentSpreadNode spread, int start)
    {
        context.Spend(_path.Count - start);
        var cycle = _path.Skip(start).ToArray();
        var via = string.Join(", ", cycle.SkipLast(1).Select(step => $"\"{step.Name}\""));
        context.Report(Code, $"Cannot spread fragment \"{spread.Name}\" within itself{(via.Length == 0 ? "" : " via " + via)}.", cycle);
    }
}
