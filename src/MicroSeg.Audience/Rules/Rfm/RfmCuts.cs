using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>
/// Where an RFM model's scores part, in ascending order, one fewer than there are scores: the quantiles i/n over the customers with at least one event
/// in the window, by linear interpolation (type 7 of Hyndman and Fan, 1996: the default of NumPy and of R's <c>quantile</c>).
/// </summary>
/// <param name="Recency">Ages of the latest event in seconds.</param>
/// <param name="Frequency">Numbers of events.</param>
/// <param name="Monetary">
/// Sums of the value, of its property's type. Between two decimals the interpolation is exact and is then rounded up to their six places, which changes
/// no score, because every sum is a whole number of those.
/// </param>
public sealed record RfmCuts(ValueList<double> Recency, ValueList<double> Frequency, ValueList<PropertyValue> Monetary)
{
    /// <summary>Those of a model for which there was no customer with an event: no one has a score by it.</summary>
    public static RfmCuts None { get; } = new([], [], []);
}
