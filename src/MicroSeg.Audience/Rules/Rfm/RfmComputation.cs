using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>What came of computing an RFM model's cut points.</summary>
/// <param name="Cuts">The cut points.</param>
/// <param name="Customers">How many customers have an event in the window, and thereby scores.</param>
/// <param name="Recency">How many of them have each score, that of 1 first; empty when there are no customers.</param>
/// <param name="Frequency">The same of the frequency.</param>
/// <param name="Monetary">The same of the monetary value.</param>
public sealed record RfmComputation(RfmCuts Cuts, int Customers, ValueList<int> Recency, ValueList<int> Frequency, ValueList<int> Monetary)
{
    internal static RfmComputation Of(RfmColumns columns, RfmDefinition definition, PropertyType valueType, long asOf)
    {
        var count = columns.Times.Count;
        if (count == 0)
            return new RfmComputation(RfmCuts.None, 0, [], [], []);
        var n = definition.Quantiles;
        var ages = Sorted(columns.Times.ConvertAll(t => asOf - t));
        var counts = Sorted(columns.Counts);
        var sums = Sorted(columns.Sums);
        var cuts = new RfmCuts(Quantiles.OfWhole(ages, n), Quantiles.OfWhole(counts, n), Quantiles.OfKeys(valueType, sums, n));
        var byAge = PerScore(ages, cuts.Recency.Select(c => (long)Math.Ceiling(c)));
        Array.Reverse(byAge);
        return new RfmComputation(cuts, count, [.. byAge], [.. PerScore(counts, cuts.Frequency.Select(c => (long)Math.Ceiling(c)))], [.. PerScore(sums, cuts.Monetary.Select(c => c.Key))]);
    }

    private static long[] Sorted(List<long> values)
    {
        long[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>How many values lie below the first cut point, between it and the second, and so on.</summary>
    private static int[] PerScore(long[] sorted, IEnumerable<long> cuts)
    {
        var below = cuts.Select(cut => LowerBound(sorted, cut)).Append(sorted.Length).ToArray();
        return [.. below.Select((end, i) => end - (i == 0 ? 0 : below[i - 1]))];
    }

    private static int LowerBound(long[] sorted, long value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
