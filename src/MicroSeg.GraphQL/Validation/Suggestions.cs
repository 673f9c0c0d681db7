namespace MicroSeg.GraphQL.Validation;

/// <summary>Names that someone who wrote a wrong one may have meant.</summary>
internal static class Suggestions
{
    private const int MaxSuggestions = 5;
    private const int MaxNameLength = 100;

    /// <summary>" Did you mean …?" with the nearest names; nothing if none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaxNameLength)
            return "";
        var limit = (int)(name.Length * 0.4) + 1;
        var near = candidates
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= limit)
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => $"\"{candidate.Name}\"")
            .Distinct(StringComparer.Ordinal)
            .Take(MaxSuggestions)
            .ToList();
        return near.Count == 0 ? "" : $" Did you mean {List(near)}?";
    }

    private static string List(List<string> names) => names.Count switch
    {
        1 => names[0],
        2 => $"{names[0]} or {names[1]}",
        _ => string.Join(", ", names.Take(names.Count - 1)) + ", or " + names[^1],
    };

    /// <summary>How many letters must be changed, added or taken out, or exchanged with their neighbour; a difference in case alone counts one.</summary>
    private static int Distance(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase))
            return a == b ? 0 : 1;
        a = a.ToUpperInvariant();
        b = b.ToUpperInvariant();
        var rows = new int[3][];
        for (var i = 0; i < 3; i++)
            rows[i] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above) = (rows[i % 3], rows[(i - 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], rows[(i - 2) % 3][j - 2] + 1);
            }
        }

        return rows[a.Length % 3][b.Length];
    }
}
