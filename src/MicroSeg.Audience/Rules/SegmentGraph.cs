namespace MicroSeg.Audience.Rules;

/// <summary>Which segments name which. Keys that no segment defines are left to the caller, who knows what exists.</summary>
public sealed class SegmentGraph
{
    private readonly Dictionary<string, IReadOnlyCollection<string>> _uses;

    /// <summary>The graph of some segments.</summary>
    public SegmentGraph(IEnumerable<SegmentDefinition> segments) =>
        _uses = segments.ToDictionary(s => s.Key, s => s.Rule.References.Segments, StringComparer.Ordinal);

    /// <summary>The segments that name <paramref name="key"/> themselves, in ordinal order.</summary>
    public IReadOnlyList<string> UsersOf(string key) => [.. _uses.Where(u => u.Value.Contains(key)).Select(u => u.Key).Order(StringComparer.Ordinal)];

    /// <summary>The keys from one segment back to itself, such as <c>a, b, a</c>; null when there is no cycle. A diamond is none.</summary>
    public IReadOnlyList<string>? FindCycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var key in _uses.Keys.Order(StringComparer.Ordinal))
        {
            if (FindCycle(key, path, done) is { } cycle)
                return cycle;
        }

        return null;
    }

    /// <summary>A cycle as messages show it: <c>a -> b -> a</c>.</summary>
    public static string Spell(IEnumerable<string> cycle) => string.Join(" -> ", cycle);

    private List<string>? FindCycle(string key, List<string> path, HashSet<string> done)
    {
        var start = path.IndexOf(key);
        if (start >= 0)
            return [.. path[start..], key];
        if (!_uses.TryGetValue(key, out var uses) || !done.Add(key))
            return null;
        path.Add(key);
        foreach (var used in uses)
        {
            if (FindCycle(used, path, done) is { } cycle)
                return cycle;
        }

        path.RemoveAt(path.Count - 1);
        return null;
    }
}
