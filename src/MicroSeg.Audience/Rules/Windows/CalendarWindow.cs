using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary><c>{ "calendar": "lastMonth" }</c>: a day, week (from Monday), month, quarter or year of the customer's calendar.</summary>
/// <param name="Period">The kind of period.</param>
/// <param name="Ago">How many periods before the present one; rules name 0 and 1.</param>
internal sealed record CalendarWindow(CalendarPeriod Period, int Ago) : EventWindow
{
    private static readonly (string Name, CalendarWindow Window)[] Named =
    [
        .. CalendarPeriod.All.SelectMany(period => new[] { 0, 1 }.Select(ago => (NameOf(period, ago), new CalendarWindow(period, ago)))),
    ];

    public static string[] KeyNames { get; } = ["calendar"];

    public override TimeUse Uses => TimeUse.AsOf | TimeUse.Zone;

    public override EventWindow Before => this with { Ago = Ago + 1 };

    public override string Phrase() => (Period.Days, Ago) switch
    {
        (1, 0) => "today",
        (1, 1) => "yesterday",
        (_, 0) => $"this {Period.Name}",
        (_, 1) => $"last {Period.Name}",
        _ => $"{Period.Several(Ago)} ago",
    };

    public override KeySet Keys(ZoneClock clock) => KeySet.Between(clock.StartOf(Period, Ago), clock.StartOf(Period, Ago - 1) - 1);

    /// <summary>When the key's period becomes the one that is asked for, or ceases to be it.</summary>
    public override long NextChange(long key, ZoneClock clock)
    {
        // So far ahead that nothing is due by then; beyond it the calendar ends.
        const int Horizon = 100_000;
        var day = Math.Min(clock.DayOf(key), clock.Today + Horizon);
        return Math.Min(clock.NextDay(Period.First(day, -Ago)), clock.NextDay(Period.First(day, -Ago - 1)));
    }

    public override KeyMotion Motion(ZoneClock clock) => KeyMotion.JumpsAt(clock.NextDay(Period.First(clock.Today, -1)));

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static JsonObject ObjectShape(ShapeScope scope) => new ObjectShape().Must("calendar", Shape.Enum(Named.Select(n => n.Name))).Build();

    public static CalendarWindow? Read(ReadState state, ObjectReader reader)
    {
        var place = reader.Take("calendar")!.Value;
        var names = Named.Select(n => n.Name).ToArray();
        if (place.Json.ValueKind != JsonValueKind.String)
            state.ReportShape(place, $"one of {string.Join(", ", names)}");
        else if (Array.IndexOf(names, place.Json.GetString()) is >= 0 and var index)
            return Named[index].Window;
        else
            state.ReportUnknown(RuleCodes.BadValue, place.Path, "period", place.Json.GetString()!, names);
        return null;
    }

    private static string NameOf(CalendarPeriod period, int ago) => (period.Days, ago) switch
    {
        (1, 0) => "today",
        (1, _) => "yesterday",
        (_, 0) => $"this{char.ToUpperInvariant(period.Name[0])}{period.Name[1..]}",
        _ => $"last{char.ToUpperInvariant(period.Name[0])}{period.Name[1..]}",
    };
}
