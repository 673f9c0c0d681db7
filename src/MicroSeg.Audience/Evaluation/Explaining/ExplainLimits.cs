namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>How far an explanation goes.</summary>
/// <param name="Horizon">How long ahead is searched for the instants at which verdicts flip.</param>
/// <param name="MaxSteps">How many instants are tried for one node.</param>
/// <param name="MaxTotalSteps">How many are tried for all nodes of an explanation; the root's come first.</param>
/// <param name="MaxEvents">How many of the events that counted are shown for each node.</param>
/// <param name="MaxSegmentDepth">How deeply segments that name segments are explained.</param>
/// <param name="MaxNodes">Once there are so many nodes, further segments are named with their verdict and not explained.</param>
public sealed record ExplainLimits(
    TimeSpan Horizon,
    int MaxSteps = 10_000,
    int MaxTotalSteps = 50_000,
    int MaxEvents = 10,
    int MaxSegmentDepth = 4,
    int MaxNodes = 2_000)
{
    /// <summary>Ten years ahead, and the other limits as they are by default.</summary>
    public static ExplainLimits Default { get; } = new(TimeSpan.FromDays(3_653));

    /// <summary>The last instant that is searched for flips, seen from another.</summary>
    public DateTimeOffset EndOf(DateTimeOffset asOf) => DateTimeOffset.MaxValue - asOf < Horizon ? DateTimeOffset.MaxValue : asOf + Horizon;
}
