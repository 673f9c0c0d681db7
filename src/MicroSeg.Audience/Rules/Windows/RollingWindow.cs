using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>"90d"</c>: <c>(asOf − length, asOf]</c>. <c>{ "last": "90d", "endingBefore": "30d" }</c>: the same, seen from 30 days ago.
/// Calendar steps are taken in the customer's zone.
/// </summary>
/// <param name="Last">The length.</param>
/// <param name="EndingBefore">How long ago it ends; null for now.</param>
/// <param name="Back">How many of its lengths before that it lies; rules name 0, and the window before it is 1.</param>
internal sealed record RollingWindow(RuleDuration Last, RuleDuration? EndingBefore, int Back = 0) : EventWindow
{
    public static string[] KeyNames { get; } = ["last", "endingBefore"];

    public override TimeUse Uses => TimeUse.AsOf | (Last.IsCalendar || EndingBefore is { IsCalendar: true } ? TimeUse.Zone : TimeUse.None);

    public override EventWindow Before => this with { Back = Back + 1 };

    public override string Phrase()
    {
        var words = EndingBefore is { } ago ? $"{Last} until {ago} ago" : $"last {Last}";
        for (var i = 0; i < Back; i++)
            words = $"{Last} before the {words}";
        return $"in the {words}";
    }

    public override KeySet Keys(ZoneClock clock)
    {
        var end = clock.Shift(clock.AsOf, -1, StepsToEnd());
        return KeySet.Between(clock.Shift(end, Last, -1) + 1, end);
    }

    public override long NextChange(long key, ZoneClock clock)
    {
        var steps = StepsToEnd();
        var enters = steps.Length == 0 ? clock.Later(key) : clock.NextChange(key, -1, steps);
        return Math.Min(enters, clock.NextChange(key, -1, [.. steps, Last]));
    }

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static JsonObject ObjectShape(ShapeScope scope) => new ObjectShape().Must("last", Shape.Duration(scope)).May("endingBefore", Shape.Duration(scope)).Build();

    public override KeyMotion Motion(ZoneClock clock) => Last.IsCalendar || EndingBefore is { IsCalendar: true } ? default : KeyMotion.Slides;

    public static RollingWindow? Read(ReadState state, ObjectReader reader)
    {
        _ = reader.Has("last") || reader.Require("last", RuleDuration.Expected) is not null;
        var hasEnd = reader.Has("endingBefore");
        var last = reader.TakeDuration("last");
        var endingBefore = reader.TakeDuration("endingBefore");
        return last is { } length && hasEnd == endingBefore is not null ? new RollingWindow(length, endingBefore) : null;
    }

    private RuleDuration[] StepsToEnd() => EndingBefore is { } ago ? [ago, .. Enumerable.Repeat(Last, Back)] : [.. Enumerable.Repeat(Last, Back)];
}
