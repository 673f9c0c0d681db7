using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>As long a time as from one moment to another, ending right before the first: as many days between dates, as many seconds otherwise.</summary>
internal sealed record AbsoluteWindowBefore(Moment From, Moment To) : EventWindow
{
    public override TimeUse Uses => From.IsDate || To.IsDate ? TimeUse.Zone : TimeUse.None;

    public override string Phrase() => $"in as long a time before {From} as from then to {To}";

    public override KeySet Keys(ZoneClock clock)
    {
        var first = From.First(clock);
        return From.IsDate && To.IsDate
            ? KeySet.Between(clock.StartOfDay((2 * From.Value.Key) - To.Value.Key - 1), first - 1)
            : KeySet.Between((2 * first) - To.Last(clock) - 1, first - 1);
    }
}
