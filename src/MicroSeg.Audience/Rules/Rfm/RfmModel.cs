using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>A named RFM model as rules use it: what it measures, and the cut points of one of its versions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Which version; new cut points make a new one.</param>
/// <param name="Definition">What it measures.</param>
/// <param name="Cuts">Its cut points.</param>
public sealed record RfmModel(string Name, long Version, RfmDefinition Definition, RfmCuts Cuts)
{
    /// <summary>The scores of a customer; null when there are no cut points.</summary>
    public RfmScores? ScoresOf(RfmValues values) => Cuts == RfmCuts.None
        ? null
        : new RfmScores(
            Definition.Quantiles - Reached(Cuts.Recency, cut => cut <= values.Age),
            1 + Reached(Cuts.Frequency, cut => cut <= values.Count),
            1 + Reached(Cuts.Monetary, cut => cut.Key <= values.Sum.Key));

    private static int Reached<T>(ValueList<T> cuts, Func<T, bool> isReached) => cuts.Count(isReached);
}

/// <summary>What an RFM model measures of one customer.</summary>
/// <param name="LastAt">When the latest event of the window was.</param>
/// <param name="Age">How long ago that was, in seconds.</param>
/// <param name="Count">How many events of the window there are, at least one.</param>
/// <param name="Sum">The sum of their values, of the property's type.</param>
public sealed record RfmValues(DateTimeOffset LastAt, long Age, int Count, PropertyValue Sum);

/// <summary>A customer's scores, from 1 to the model's number of quantiles, which is the best.</summary>
/// <param name="Recency">The fewer seconds have passed, the higher.</param>
/// <param name="Frequency">The more events, the higher.</param>
/// <param name="Monetary">The more they come to, the higher.</param>
public sealed record RfmScores(int Recency, int Frequency, int Monetary);
