using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.History;

/// <summary>How much of the past one request may ask for: section <c>History</c>.</summary>
internal sealed record HistoryOptions
{
    public const string Section = "History";

    /// <summary>The most hours, days, weeks or months of one segment's history in a reply, 1 to 100,000; 1,000 unless set.</summary>
    [Range(1, 100_000)]
    public int MaxPeriods { get; init; } = 1_000;

    /// <summary>The most segments on either side of a movement, 1 to 1,000; 50 unless set.</summary>
    [Range(1, 1_000)]
    public int MaxSegments { get; init; } = 50;
}
