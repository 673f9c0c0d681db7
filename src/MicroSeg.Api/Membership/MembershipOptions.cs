using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Membership;

/// <summary>How membership is written down: section <c>Membership</c>.</summary>
internal sealed record MembershipOptions
{
    public const string Section = "Membership";

    /// <summary>The pause between two batches of the membership log; one second unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan LogEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node keeps the right to write the log without renewing it; 15 seconds unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the log says how far it is complete while there is nothing to write; five seconds unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan MarkEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Transitions that wait in memory while the store is out of reach, 1 to 10,000,000; 100,000 unless set. Those beyond are let go: the members stay exact,
    /// but when they changed is then told from what differs at last.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxWaiting { get; init; } = 100_000;

    /// <summary>How often what has settled in the log is moved to the history pages, and what is too old is dropped; ten minutes unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CompactEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows of the log from which on a segment is compacted before the day is over, 1 to 1,000,000; 4,096 unless set.</summary>
    [Range(1, 1_000_000)]
    public int CompactFrom { get; init; } = 4_096;

    /// <summary>How long who entered and left when is kept at least; whole months are dropped. 400 days unless set. Counts by day are kept for ever.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00")]
    public TimeSpan KeepHistory { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Past memberships that are kept in memory for a minute, for the next page of the same question, 0 to 1,000; 4 unless set. Each takes some five bytes a customer.</summary>
    [Range(0, 1_000)]
    public int KeptAnswers { get; init; } = 4;
}
