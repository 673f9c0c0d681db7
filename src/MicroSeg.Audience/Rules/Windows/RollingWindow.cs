using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>"90d"</c>: <c>(asOf − length, asOf]</c>. <c>{ "last": "90d", "endingBefore": "30d" }</c>: the same, seen from 30 days ago.
/// Calendar steps are taken in the customer's zone.
/// </summary>
internal sealed record RollingWindow(RuleDuration Last, RuleDuration? EndingBefore) : EventWindow
{
    public static string[] KeyNames { get; } = ["last", "endingBefore"];

    public override TimeUse Uses => TimeUse.AsOf | (Last.IsCalendar || EndingBefore is { IsCalendar: true } ? TimeUse.Zone : TimeUse.None);

    public override string Phrase() => EndingBefore is { } ago ? $"in the {Last} until {ago} ago" : $"in the last {Last}";

    public override KeySet Keys(ZoneClock clock)
    {
        var end = EndingBefore is { } ago ? clock.Shift(ago, -1) : clock.AsOf;
        return KeySet.Between(clock.Shift(end, Last, -1) + 1, end);
    }

    public override long NextChange(long key, ZoneClock clock) => EndingBefore is { } ago
        ? Math.Min(clock.NextChange(key, -1, ago), clock.NextChange(key, -1, ago, Last))
        : Math.Min(clock.Later(key), clock.NextChange(key, -1, Last));

    public override KeyMotion Motion(ZoneClock clock) => Last.IsCalendar || EndingBefore is { IsCalendar: true } ? default : KeyMotion.Slides;

    public static RollingWindow? Read(ReadState state, ObjectReader reader)
    {
        _ = reader.Has("last") || reader.Require("last", RuleDuration.Expected) is not null;
        var hasEnd = reader.Has("endingBefore");
        var last = reader.TakeDuration("last");
        var endingBefore = reader.TakeDuration("endingBefore");
        return last is { } length && hasEnd == endingBefore is not null ? new RollingWindow(length, endingBefore) : null;
    }
}
