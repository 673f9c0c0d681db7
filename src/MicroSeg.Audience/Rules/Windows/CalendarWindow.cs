using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary><c>{ "calendar": "lastMonth" }</c>: a day, week (from Monday), month, quarter or year of the customer's calendar.</summary>
internal sealed record CalendarWindow(string Name) : EventWindow
{
    // Name, its words, how many periods ago, months in the period (0: days), days in the period.
    private static readonly (string Name, string Words, int Ago, int Months, int Days)[] Periods =
    [
        ("today", "today", 0, 0, 1), ("yesterday", "yesterday", 1, 0, 1),
        ("thisWeek", "this week", 0, 0, 7), ("lastWeek", "last week", 1, 0, 7),
        ("thisMonth", "this month", 0, 1, 0), ("lastMonth", "last month", 1, 1, 0),
        ("thisQuarter", "this quarter", 0, 3, 0), ("lastQuarter", "last quarter", 1, 3, 0),
        ("thisYear", "this year", 0, 12, 0), ("lastYear", "last year", 1, 12, 0),
    ];

    public static string[] KeyNames { get; } = ["calendar"];

    public override TimeUse Uses => TimeUse.AsOf | TimeUse.Zone;

    public override string Phrase() => Array.Find(Periods, p => p.Name == Name).Words;

    public override KeySet Keys(ZoneClock clock)
    {
        var (_, _, ago, months, days) = Array.Find(Periods, p => p.Name == Name);
        var today = DateOnly.FromDayNumber((int)clock.Today);
        DateOnly first, next;
        if (months > 0)
        {
            first = new DateOnly(today.Year, today.Month - ((today.Month - 1) % months), 1).AddMonths(-ago * months);
            next = first.AddMonths(months);
        }
        else
        {
            // Day 0 is a Monday.
            first = DateOnly.FromDayNumber(today.DayNumber - (today.DayNumber % days) - (ago * days));
            next = first.AddDays(days);
        }

        return KeySet.Between(clock.StartOfDay(first.DayNumber), clock.StartOfDay(next.DayNumber) - 1);
    }

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static JsonObject ObjectShape(ShapeScope scope) => new ObjectShape().Must("calendar", Shape.Enum(Periods.Select(p => p.Name))).Build();

    public static CalendarWindow? Read(ReadState state, ObjectReader reader)
    {
        var place = reader.Take("calendar")!.Value;
        var names = Periods.Select(p => p.Name).ToArray();
        if (place.Json.ValueKind != JsonValueKind.String)
            state.ReportShape(place, $"one of {string.Join(", ", names)}");
        else if (Array.IndexOf(names, place.Json.GetString()) < 0)
            state.ReportUnknown(RuleCodes.BadValue, place.Path, "period", place.Json.GetString()!, names);
        else
            return new CalendarWindow(place.Json.GetString()!);
        return null;
    }
}
