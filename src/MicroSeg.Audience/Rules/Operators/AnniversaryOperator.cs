using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>
/// <c>anniversaryWithinNext</c>: the day and month come round from today to so many days ahead, both in; the year does not matter.
/// 29 February falls on the 28th in a common year.
/// </summary>
internal sealed record AnniversaryOperator(RuleDuration Length, PropertyType Type) : ValueOperator
{
    public const string Name = "anniversaryWithinNext";

    public override TimeUse Uses => TimeUse.AsOf | TimeUse.Zone;

    public override bool TestsDays => true;

    public override string Phrase() => $"has its anniversary within the next {Length}";

    public override bool MatchesDay(int month, int day, ZoneClock clock) => NextOf(month, day, clock) <= clock.ShiftToday(Length, 1);

    /// <summary>The day on which its time begins, or the one after the anniversary.</summary>
    public override long NextChange(long key, ZoneClock clock)
    {
        var (_, month, day) = DateOnly.FromDayNumber((int)Math.Clamp(Type == PropertyType.Date ? key : clock.DayOf(key), 0, DateOnly.MaxValue.DayNumber));
        var next = NextOf(month, day, clock);
        return next <= clock.ShiftToday(Length, 1) ? clock.NextDay(next + 1) : clock.NextDayChange(next, 1, Length);
    }

    public static AnniversaryOperator? Read(OperatorReading reading, JsonPlace place) =>
        reading.Days(place, always: true) is { } length ? new AnniversaryOperator(length, reading.Type) : null;

    private static int NextOf(int month, int day, ZoneClock clock)
    {
        var today = DateOnly.FromDayNumber((int)clock.Today);
        var next = In(today.Year, month, day);
        return (next < today ? In(today.Year + 1, month, day) : next).DayNumber;
    }

    private static DateOnly In(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}
