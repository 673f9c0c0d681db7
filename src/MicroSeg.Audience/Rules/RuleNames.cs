using MicroSeg.Audience.Rules.Rfm;

namespace MicroSeg.Audience.Rules;

/// <summary>What rules may name beyond the schema.</summary>
/// <param name="Segments">The segments that exist; null leaves that unchecked.</param>
/// <param name="Models">The RFM models by name; there are none when null.</param>
public sealed record RuleNames(IReadOnlyCollection<string>? Segments = null, IReadOnlyDictionary<string, RfmModel>? Models = null)
{
    /// <summary>Segments are left unchecked, and there are no models.</summary>
    public static RuleNames Unchecked { get; } = new();
}
