using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>within</c>: the times of the events that count. A window is an operator on the event's time, so it is evaluated as one;
/// events later than <c>asOf</c> are cut off for all windows alike.
/// </summary>
internal abstract record EventWindow : ValueOperator;

/// <summary>The events that exist at <c>asOf</c>: one that is dated later begins to exist at its second.</summary>
internal sealed record ExistingEvents : ValueOperator
{
    public override string Phrase() => "has happened";

    public override KeySet Keys(ZoneClock clock) => KeySet.AtMost(clock.AsOf);

    public override TimeUse Uses => TimeUse.AsOf;

    public override long NextChange(long key, ZoneClock clock) => clock.Later(key);

    public override KeyMotion Motion(ZoneClock clock) => KeyMotion.Slides;
}
