using System.Collections.Immutable;

namespace MicroSeg.Audience.Rules;

/// <summary>A day, week (from Monday), month, quarter or year of a calendar.</summary>
/// <param name="Index">Its place in <see cref="All"/>.</param>
/// <param name="Name">Its name in rules.</param>
/// <param name="Months">How many months it has; 0 for periods of days.</param>
/// <param name="Days">How many days it has; 0 for periods of months.</param>
internal sealed record CalendarPeriod(int Index, string Name, int Months, int Days)
{
    /// <summary>The periods, from the shortest.</summary>
    public static ImmutableArray<CalendarPeriod> All { get; } =
        [new(0, "day", 0, 1), new(1, "week", 0, 7), new(2, "month", 1, 0), new(3, "quarter", 3, 0), new(4, "year", 12, 0)];

    /// <summary>The first day of the period that lies so many periods before the one of <paramref name="today"/>; -1 is the next one.</summary>
    /// <param name="today">A day, in days since 0001-01-01.</param>
    /// <param name="ago">So many.</param>
    public long First(long today, int ago)
    {
        var day = DateOnly.FromDayNumber((int)Math.Max(today, 0));
        return Months > 0
            ? new DateOnly(day.Year, day.Month - ((day.Month - 1) % Months), 1).AddMonths(-ago * Months).DayNumber
            // Day 0 is a Monday.
            : day.DayNumber - (day.DayNumber % Days) - ((long)ago * Days);
    }

    /// <summary>So many of them, such as "6 months".</summary>
    public string Several(int count) => $"{RuleText.Number(count)} {Name}{(count == 1 ? "" : "s")}";
}
