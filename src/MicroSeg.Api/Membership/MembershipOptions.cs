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
}
