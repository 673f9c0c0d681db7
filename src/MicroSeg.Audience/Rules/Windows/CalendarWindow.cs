using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;

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

    private readonly (string Name, string Words, int Ago, int Months, int Days) _period = Array.Find(Periods, p => p.Name == Name);

    public static string[] KeyNames { get; } = ["calendar"];

    public override TimeUse Uses => TimeUse.AsOf | TimeUse.Zone;

    public override string Phrase() => _period.Words;

    public override KeySet Keys(ZoneClock clock) =>
        KeySet.Between(clock.StartOfDay(FirstDay(clock.Today, -_period.Ago)), clock.StartOfDay(FirstDay(clock.Today, 1 - _period.Ago)) - 1);

    /// <summary>When the key's period becomes the one that is asked for, or ceases to be it.</summary>
    public override long NextChange(long key, ZoneClock clock)
    {
        // So far ahead that nothing is due by then; beyond it the calendar ends.
        const int Horizon = 100_000;
        var day = Math.Min(clock.DayOf(key), clock.Today + Horizon);
        return Math.Min(clock.NextDay(FirstDay(day, _period.Ago)), clock.NextDay(FirstDay(day, _period.Ago + 1)));
    }

    public override KeyMotion Motion(ZoneClock clock) => KeyMotion.JumpsAt(clock.NextDay(FirstDay(clock.Today, 1)));

    /// <summary>The first day of the period that comes so many after that of a day.</summary>
    private int FirstDay(long dayNumber, int after)
    {
        var day = DateOnly.FromDayNumber((int)Math.Max(dayNumber, 0));
        return _period.Months > 0
            ? new DateOnly(day.Year, day.Month - ((day.Month - 1) % _period.Months), 1).AddMonths(after * _period.Months).DayNumber
            // Day 0 is a Monday.
            : day.DayNumber - (day.DayNumber % _period.Days) + (after * _period.Days);
    }

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
