namespace MicroSeg.Audience.Schema;

/// <summary>Finds the known name that a mistyped one probably means.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest changed letters, case aside; null when more than a third would have to change.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var best = candidates.Select(c => (Name: c, Distance: Distance(name, c))).OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, Math.Min(name.Length, best.Name.Length) / 3) && best.Distance < Math.Min(name.Length, best.Name.Length)
            ? best.Name
            : null;
    }

    /// <summary>How many letters to insert, drop, change or swap with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        // A name of a stranger's making may be very long; names that are known are not.
        if (Math.Abs(from.Length - to.Length) > 32)
            return int.MaxValue;
        var before = new int[to.Length + 1];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]);
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[to.Length];
    }
}
