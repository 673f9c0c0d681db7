using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>
/// <c>anniversaryWithinNext</c>: the day and month come round from today to so many days ahead, both in; the year does not matter.
/// 29 February falls on the 28th in a common year.
/// </summary>
internal sealed record AnniversaryOperator(RuleDuration Length) : ValueOperator
{
    public const string Name = "anniversaryWithinNext";

    public override TimeUse Uses => TimeUse.AsOf | TimeUse.Zone;

    public override bool TestsDays => true;

    public override string Phrase() => $"has its anniversary within the next {Length}";

    public override bool MatchesDay(int month, int day, ZoneClock clock)
    {
        var today = DateOnly.FromDayNumber((int)clock.Today);
        var next = In(today.Year, month, day);
        if (next < today)
            next = In(today.Year + 1, month, day);
        return next.DayNumber <= clock.ShiftToday(Length, 1);
    }

    public static AnniversaryOperator? Read(OperatorReading reading, JsonPlace place) =>
        reading.Days(place, always: true) is { } length ? new AnniversaryOperator(length) : null;

    private static DateOnly In(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}
