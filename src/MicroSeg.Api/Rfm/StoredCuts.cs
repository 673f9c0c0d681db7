using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Rfm;

/// <summary>A computation as it is stored: exactly, so that a customer's scores are the same after every restart.</summary>
/// <param name="Customers">How many customers have scores.</param>
/// <param name="Recency">Cut points in seconds.</param>
/// <param name="Frequency">Cut points in events.</param>
/// <param name="ValueType">The type of the monetary cut points, by name; null when there are none.</param>
/// <param name="Monetary">Their keys.</param>
/// <param name="PerRecency">How many customers have each score.</param>
/// <param name="PerFrequency">The same of the frequency.</param>
/// <param name="PerMonetary">The same of the monetary value.</param>
internal sealed record StoredCuts(int Customers, double[] Recency, double[] Frequency, string? ValueType, long[] Monetary, int[] PerRecency, int[] PerFrequency, int[] PerMonetary)
{
    public static StoredCuts Of(RfmComputation computed) => new(
        computed.Customers,
        [.. computed.Cuts.Recency],
        [.. computed.Cuts.Frequency],
        computed.Cuts.Monetary.Count == 0 ? null : PropertyTypes.NameOf(computed.Cuts.Monetary[0].Type),
        [.. computed.Cuts.Monetary.Select(v => v.Key)],
        [.. computed.Recency],
        [.. computed.Frequency],
        [.. computed.Monetary]);

    public RfmComputation ToComputation()
    {
        var type = ValueType == PropertyTypes.NameOf(PropertyType.Number) ? PropertyType.Number : PropertyType.Decimal;
        var cuts = new RfmCuts([.. Recency], [.. Frequency], [.. Monetary.Select(key => PropertyValue.FromKey(type, key))]);
        return new RfmComputation(cuts, Customers, [.. PerRecency], [.. PerFrequency], [.. PerMonetary]);
    }
}
