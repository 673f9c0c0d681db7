namespace MicroSeg.Audience.Evaluation;

/// <summary>What an evaluation takes as given.</summary>
/// <param name="DefaultTimeZone">
/// The zone of customers whose <see cref="Rules.TimeZoneAttribute"/> is missing or no known IANA id; UTC when null.
/// </param>
/// <param name="MaxDegreeOfParallelism">How many threads a full evaluation may use; 1 or more, all processors when null.</param>
/// <param name="Facts">What rules may ask of lists and of past membership; nothing is known of either when null.</param>
public sealed record EvaluationOptions(TimeZoneInfo? DefaultTimeZone = null, int? MaxDegreeOfParallelism = null, ISegmentFacts? Facts = null)
{
    /// <summary>UTC and all processors.</summary>
    public static EvaluationOptions Default { get; } = new();

    internal TimeZoneInfo Zone => DefaultTimeZone ?? TimeZoneInfo.Utc;

    internal ISegmentFacts SegmentFacts => Facts ?? ISegmentFacts.None;

    internal int Threads => Math.Max(1, MaxDegreeOfParallelism ?? Environment.ProcessorCount);
}
