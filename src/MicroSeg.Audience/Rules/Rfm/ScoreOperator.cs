using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>Whether a count or a sum lies in one of the bands of the scores that are wanted.</summary>
/// <param name="Bands">In the keys of the values, ascending.</param>
/// <param name="Words">What is asked of the score, to follow "has a score that".</param>
internal sealed record ScoreOperator(ValueList<ScoreBand> Bands, string Words) : ValueOperator
{
    public override string Phrase() => $"has a score that {Words}";

    public override KeySet Keys(ZoneClock clock) =>
        KeySet.Union(Bands.Select(b => (b.From is { } from ? KeySet.AtLeast(from) : KeySet.All).Intersect(b.Below is { } below ? KeySet.Below(below) : KeySet.All)));
}
