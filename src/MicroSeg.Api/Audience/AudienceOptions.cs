using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Audience;

/// <summary>How the index is kept: section <c>Audience</c>.</summary>
internal sealed record AudienceOptions
{
    public const string Section = "Audience";

    /// <summary>How often the index is written to the node's folder, so that a restart need not read the whole store; five minutes unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan SnapshotEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether snapshots are written and read at all; true unless set.</summary>
    public bool Snapshots { get; init; } = true;

    /// <summary>
    /// How often all customers are evaluated anew, to prove that nothing was missed: what differs is put right and logged as an error. One day unless set.
    /// Members are exact without it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan ReevaluateEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// From so many changed customers on, a backlog is taken in bulk when they are more than a tenth of all: into the index first, then one evaluation of everyone. 20,000 unless set.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int BulkFrom { get; init; } = 20_000;

    /// <summary>The IANA time zone of customers who have none of their own; UTC unless set.</summary>
    public string DefaultTimeZone { get; init; } = "UTC";

    /// <summary>Rows that are read from the store before they are applied in one go, 1 to 100,000; 10,000 unless set.</summary>
    [Range(1, 100_000)]
    public int BatchSize { get; init; } = 10_000;
}
