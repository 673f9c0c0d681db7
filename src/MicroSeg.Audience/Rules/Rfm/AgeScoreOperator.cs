using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>Whether an age, given as the time from which it is counted, lies in one of the bands of the scores that are wanted.</summary>
/// <param name="Bands">Ages in seconds, ascending.</param>
/// <param name="Words">What is asked of the score, to follow "has a score that".</param>
internal sealed record AgeScoreOperator(ValueList<ScoreBand> Bands, string Words) : ValueOperator
{
    public override TimeUse Uses => TimeUse.AsOf;

    public override string Phrase() => $"has a score that {Words}";

    public override KeySet Keys(ZoneClock clock) => KeySet.Union(Bands.Select(b => KeySet.Between(
        b.Below is { } below ? clock.AsOf - below + 1 : long.MinValue,
        b.From is { } from ? clock.AsOf - from : long.MaxValue)));

    /// <summary>When the age comes to the next of the bands' bounds.</summary>
    public override long NextChange(long key, ZoneClock clock) => Bands
        .SelectMany(b => new[] { b.From, b.Below })
        .Select(age => age is { } bound ? clock.Later(key + bound) : ZoneClock.Never)
        .DefaultIfEmpty(ZoneClock.Never)
        .Min();
}
