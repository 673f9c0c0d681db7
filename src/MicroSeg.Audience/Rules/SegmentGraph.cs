namespace MicroSeg.Audience.Rules;

/// <summary>Which segments name which. Keys that no segment defines are left to the caller, who knows what exists.</summary>
public sealed class SegmentGraph
{
    /// <summary>
    /// The most segments that a chain of references may have, from the one that names to the one that names none. A customer's verdicts are found by
    /// descending the chain, so its length is bounded by a thread's stack and not by anybody's wishes.
    /// </summary>
    public const int LongestChain = 100;

    private readonly Dictionary<string, IReadOnlyCollection<string>> _uses;

    /// <summary>The graph of some segments.</summary>
    public SegmentGraph(IEnumerable<SegmentDefinition> segments)
        : this(segments.Select(s => KeyValuePair.Create(s.Key, s.Rule.References.Segments)))
    {
    }

    /// <summary>The graph of some segments, of which is known what each of them names.</summary>
    public SegmentGraph(IEnumerable<KeyValuePair<string, IReadOnlyCollection<string>>> uses) => _uses = new(uses, StringComparer.Ordinal);

    /// <summary>The segments that name <paramref name="key"/> themselves, in ordinal order.</summary>
    public IReadOnlyList<string> UsersOf(string key) => [.. _uses.Where(u => u.Value.Contains(key)).Select(u => u.Key).Order(StringComparer.Ordinal)];

    /// <summary>The keys from one segment back to itself, such as <c>a, b, a</c>; null when there is no cycle. A diamond is none.</summary>
    public IReadOnlyList<string>? FindCycle() => Walk([]);

    /// <summary>The keys of a chain of references that is longer than <see cref="LongestChain"/>; null when there is none. There must be no cycle.</summary>
    public IReadOnlyList<string>? FindLongChain()
    {
        var chains = new Dictionary<string, (int Length, string? Next)>(StringComparer.Ordinal);
        foreach (var key in InOrder())
        {
            var next = _uses[key].Where(chains.ContainsKey).MaxBy(used => chains[used].Length);
            chains[key] = (next is null ? 1 : chains[next].Length + 1, next);
            if (chains[key].Length > LongestChain)
                return Follow(key, chains);
        }

        return null;
    }

    /// <summary>A chain or cycle as messages show it: <c>a -> b -> a</c>.</summary>
    public static string Spell(IEnumerable<string> keys) => string.Join(" -> ", keys);

    /// <summary>The defined segments, each behind all that it names. There must be no cycle.</summary>
    internal IReadOnlyList<string> InOrder()
    {
        var order = new List<string>(_uses.Count);
        return Walk(order) is { } cycle ? throw new InvalidOperationException($"There is a cycle: {Spell(cycle)}.") : order;
    }

    private static List<string> Follow(string key, Dictionary<string, (int Length, string? Next)> chains)
    {
        var chain = new List<string>();
        for (var at = key; at is not null; at = chains[at].Next)
            chain.Add(at);
        return chain;
    }

    /// <summary>Goes down from each segment, without recursion, and adds each to the order when all that it names is there; stops at a cycle and returns it.</summary>
    private List<string>? Walk(List<string> order)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        var open = new Stack<IEnumerator<string>>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in _uses.Keys.Order(StringComparer.Ordinal))
        {
            Enter(root);
            while (open.TryPeek(out var rest))
            {
                if (!rest.MoveNext())
                    Leave();
                else if (onPath.Contains(rest.Current))
                    return [.. path[path.IndexOf(rest.Current)..], rest.Current];
                else
                    Enter(rest.Current);
            }
        }

        return null;

        void Enter(string key)
        {
            if (!_uses.TryGetValue(key, out var uses) || !done.Add(key))
                return;
            path.Add(key);
            onPath.Add(key);
            open.Push(uses.GetEnumerator());
        }

        void Leave()
        {
            open.Pop().Dispose();
            order.Add(path[^1]);
            onPath.Remove(path[^1]);
            path.RemoveAt(path.Count - 1);
        }
    }
}
