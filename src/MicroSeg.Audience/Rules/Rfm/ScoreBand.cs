namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>Values between two cut points, which neighbouring scores have in common.</summary>
/// <param name="From">The first value; null when there is no lower bound.</param>
/// <param name="Below">The first value beyond; null when there is no upper bound.</param>
internal readonly record struct ScoreBand(long? From, long? Below)
{
    /// <summary>The bands of those numbers of cut points at or below a value that are wanted.</summary>
    /// <param name="cuts">The cut points.</param>
    /// <param name="isWanted">Whether a value with so many cut points at or below it is wanted.</param>
    public static ValueList<ScoreBand> Of(IReadOnlyList<long> cuts, Func<int, bool> isWanted)
    {
        var bands = new List<ScoreBand>();
        for (var reached = 0; reached <= cuts.Count; reached++)
        {
            if (!isWanted(reached))
                continue;
            var first = reached;
            while (reached < cuts.Count && isWanted(reached + 1))
                reached++;
            bands.Add(new ScoreBand(first == 0 ? null : cuts[first - 1], reached == cuts.Count ? null : cuts[reached]));
        }

        return [.. bands];
    }
}
