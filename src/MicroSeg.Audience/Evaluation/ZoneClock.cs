using MicroSeg.Audience.Rules;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// One instant as a time zone's calendar sees it. A local time that a change of the clocks skips is read with the offset before the
/// change, and of one that comes twice the first is meant.
/// </summary>
internal sealed partial class ZoneClock
{
    private const long DaySeconds = 86_400;

    // The days from 0001-01-01 to 1970-01-01.
    private const long EpochDay = 719_162;

    private readonly ZoneOffsets _offsets;
    private readonly long[]?[] _starts = new long[]?[CalendarPeriod.All.Length];

    public ZoneClock(TimeZoneInfo zone, long asOf)
    {
        _offsets = ZoneOffsets.Of(zone);
        AsOf = asOf;
        Today = DayOf(asOf);
    }

    /// <summary>The instant, in seconds since 1970 (UTC).</summary>
    public long AsOf { get; }

    /// <summary>The date in the zone, in days since 0001-01-01.</summary>
    public long Today { get; }

    /// <summary>The date in the zone on which an instant falls.</summary>
    public long DayOf(long seconds) => EpochDay + FloorDays(Local(seconds));

    /// <summary>The first second of a date in the zone.</summary>
    public long StartOfDay(long day) => Seconds((Math.Clamp(day, 2, DateOnly.MaxValue.DayNumber - 2) - EpochDay) * DaySeconds);

    /// <summary>The first second of the period that lies so many periods before the present one; -1 is the next one.</summary>
    public long StartOf(CalendarPeriod period, int ago) => StartOfDay(period.First(Today, ago));

    /// <summary>The first seconds of the present period and of those before it, so many in all, from the latest; worked out once.</summary>
    public ReadOnlySpan<long> LatestStartsOf(CalendarPeriod period, int count)
    {
        ref var starts = ref _starts[period.Index];
        var known = starts?.Length ?? 0;
        if (known < count)
            Array.Resize(ref starts, count);
        for (; known < count; known++)
            starts![known] = StartOf(period, known);
        return starts.AsSpan(0, count);
    }

    /// <summary>The instant that lies a duration before (-1) or after (1) this one.</summary>
    public long Shift(RuleDuration duration, int direction) => Shift(AsOf, duration, direction);

    /// <summary>The instant that lies a duration before (-1) or after (1) another.</summary>
    public long Shift(long seconds, RuleDuration duration, int direction)
    {
        if (!duration.IsCalendar)
            return seconds + (direction * duration.Seconds);
        var local = Local(seconds);
        var day = FloorDays(local);
        return Seconds(((AddMonths(EpochDay + day, direction * duration.Months) - EpochDay) * DaySeconds) + (local - (day * DaySeconds)));
    }

    /// <summary>The instant that lies some durations before (-1) or after (1) another, one after the other.</summary>
    public long Shift(long seconds, int direction, ReadOnlySpan<RuleDuration> steps)
    {
        foreach (var step in steps)
            seconds = Shift(seconds, step, direction);
        return seconds;
    }

    /// <summary>The date that lies a duration of whole days before (-1) or after (1) today.</summary>
    public long ShiftToday(RuleDuration duration, int direction) => ShiftDay(Today, duration, direction);

    private static long ShiftDay(long day, RuleDuration duration, int direction) => duration.IsCalendar
        ? AddMonths(day, direction * duration.Months)
        : day + FloorDays(direction * duration.Seconds);

    private static long AddMonths(long day, int months)
    {
        var date = DateOnly.FromDayNumber((int)Math.Clamp(day, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
        var month = (date.Year * 12) + date.Month - 1 + months;
        return month < 12 ? DateOnly.MinValue.DayNumber : month >= 120_000 ? DateOnly.MaxValue.DayNumber : date.AddMonths(months).DayNumber;
    }

    private static long FloorDays(long seconds) => seconds >= 0 ? seconds / DaySeconds : ((seconds + 1) / DaySeconds) - 1;

    /// <summary>What the clocks show, as seconds since they showed the start of 1970.</summary>
    private long Local(long seconds) => seconds + _offsets.At(seconds);

    private long Seconds(long local)
    {
        // The offsets a day before and after are those before and after a change of the clocks near by, if there is one.
        var (before, after) = (_offsets.At(local - DaySeconds), _offsets.At(local + DaySeconds));
        var (early, late) = (local - before, local - after);
        if (before == after || _offsets.At(early) == before)
            return _offsets.At(late) == after ? Math.Min(early, late) : early;
        return _offsets.At(late) == after ? late : early;
    }
}
