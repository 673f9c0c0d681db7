namespace MicroSeg.Api.Web;

/// <summary>Helps whoever mistyped a name.</summary>
internal static class Suggestions
{
    private const int Listed = 10;
    private const int Shown = 60;

    /// <summary>The message for an unknown name: the nearest known one, or else what there is.</summary>
    public static string Unknown(string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (Nearest(name, names) is { } nearest)
            return $"unknown {what} '{Cut(name)}'; did you mean '{nearest}'?";
        var list = string.Join(", ", names.Take(Listed));
        return names.Count == 0 ? $"unknown {what} '{Cut(name)}'; none is defined" : $"unknown {what} '{Cut(name)}'; known: {list}{(names.Count > Listed ? ", …" : "")}";
    }

    /// <summary>The known name that a third of the letters or fewer separate from <paramref name="name"/>; null when none is that near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > Shown)
            return null;
        var best = known.Select(k => (Name: k, Distance: Distance(name, k))).OrderBy(c => c.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, name.Length / 3) ? best.Name : null;
    }

    /// <summary>A text cut to what fits into a message.</summary>
    public static string Cut(string text) => text.Length <= Shown ? text : text[..Shown] + "…";

    // Levenshtein's distance, blind to case.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
