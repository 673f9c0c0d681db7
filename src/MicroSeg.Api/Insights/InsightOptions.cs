using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Insights;

/// <summary>What comparisons of segments go by: section <c>Insights</c>.</summary>
internal sealed record InsightOptions
{
    public const string Section = "Insights";

    /// <summary>Segments that one overlap compares each with each, 2 to 2,000; 200 unless set.</summary>
    [Range(2, 2_000)]
    public int MaxOverlap { get; init; } = 200;

    /// <summary>The Jaccard index (what two have in common over what either has) from which on two segments are near-duplicates, above 0 and up to 1; 0.95 unless set.</summary>
    [Range(0.01, 1)]
    public double NearDuplicate { get; init; } = 0.95;

    /// <summary>Days without any change after which a segment, or a type of event, counts as still, 1 to 3,650; 30 unless set.</summary>
    [Range(1, 3_650)]
    public int StillAfterDays { get; init; } = 30;
}
