namespace MicroSeg.Api.Segments;

/// <summary>Finds cycles among the segments that name each other.</summary>
internal static class SegmentReferences
{
    /// <summary>The shortest way from a segment back to itself, such as <c>a, b, a</c>; null when there is none.</summary>
    /// <param name="key">The segment that is about to be saved; all others are known to be free of cycles.</param>
    /// <param name="uses">What each segment names, <paramref name="key"/> in its new form.</param>
    public static IReadOnlyList<string>? FindCycle(string key, IReadOnlyDictionary<string, string[]> uses)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([key]);
        while (queue.TryDequeue(out var user))
        {
            foreach (var used in uses.GetValueOrDefault(user) ?? [])
            {
                if (used == key)
                    return Way(key, user, cameFrom);
                if (cameFrom.TryAdd(used, user))
                    queue.Enqueue(used);
            }
        }

        return null;
    }

    private static List<string> Way(string key, string last, Dictionary<string, string> cameFrom)
    {
        var way = new List<string> { key };
        for (var at = last; at != key; at = cameFrom[at])
            way.Add(at);
        way.Add(key);
        way.Reverse();
        return way;
    }
}
