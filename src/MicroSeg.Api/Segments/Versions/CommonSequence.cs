using System.Text.Json;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>
/// The longest sequence of equal items that two lists have in the same order, after Hunt and Szymanski (1977): of all pairs of equal items, the
/// longest run that ascends in both.
/// </summary>
internal static class CommonSequence
{
    /// <summary>Of an item that is there more often only so many are paired, so that lists of one value a thousand times over cost no more than others.</summary>
    private const int MostOfOne = 32;

    /// <returns>The places of the items in both lists, ascending.</returns>
    public static IEnumerable<(int Before, int After)> Of(IReadOnlyList<JsonElement> before, IReadOnlyList<JsonElement> after)
    {
        string[] was = [.. before.Select(Text)];
        string[] now = [.. after.Select(Text)];
        var head = was.AsSpan().CommonPrefixLength(now);
        var tail = 0;
        while (tail < Math.Min(was.Length, now.Length) - head && was[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        return [
            .. Enumerable.Range(0, head).Select(i => (i, i)),
            .. Between(was, now, head, tail),
            .. Enumerable.Range(0, tail).Select(i => (was.Length - tail + i, now.Length - tail + i)),
        ];
    }

    private static Stack<(int Before, int After)> Between(string[] was, string[] now, int head, int tail)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var j = head; j < now.Length - tail; j++)
        {
            if (!places.TryGetValue(now[j], out var of))
                places.Add(now[j], of = []);
            if (of.Count < MostOfOne)
                of.Add(j);
        }

        // For each length, the pair that ends the sequence earliest.
        var ends = new List<Pair>();
        for (var i = head; i < was.Length - tail; i++)
        {
            if (!places.TryGetValue(was[i], out var of))
                continue;
            for (var k = of.Count - 1; k >= 0; k--)
                Put(ends, i, of[k]);
        }

        var pairs = new Stack<(int, int)>();
        for (var pair = ends.LastOrDefault(); pair is not null; pair = pair.Previous)
            pairs.Push((pair.Before, pair.After));
        return pairs;
    }

    private static void Put(List<Pair> ends, int before, int after)
    {
        var (low, high) = (0, ends.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ends[middle].After < after)
                low = middle + 1;
            else
                high = middle;
        }

        var pair = new Pair(before, after, low == 0 ? null : ends[low - 1]);
        if (low == ends.Count)
            ends.Add(pair);
        else if (ends[low].After != after)
            ends[low] = pair;
    }

    // The order of members, and how numbers and strings are written, do not matter.
    private static string Text(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', item.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => JsonSerializer.Serialize(m.Name) + ":" + Text(m.Value)))}}}",
        JsonValueKind.Array => $"[{string.Join(',', item.EnumerateArray().Select(Text))}]",
        JsonValueKind.String => JsonSerializer.Serialize(item.GetString()),
        JsonValueKind.Number when item.TryGetDecimal(out var number) => number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture),
        _ => item.GetRawText(),
    };

    private sealed record Pair(int Before, int After, Pair? Previous);
}
