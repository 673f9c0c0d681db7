using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Segments;

/// <summary>What segments may be: section <c>Segments</c>.</summary>
internal sealed record SegmentOptions
{
    public const string Section = "Segments";

    /// <summary>The most ids on a list, 1 to 100,000,000; 10,000,000 unless set. One that no customer has yet takes about 100 bytes of each node's memory.</summary>
    [Range(1, 100_000_000)]
    public long MaxListIds { get; init; } = 10_000_000;
}
