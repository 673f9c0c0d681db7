using MicroSeg.Audience.Rules;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// One instant as a time zone's calendar sees it. A local time that a change of the clocks skips is read with the offset before the
/// change, and of one that comes twice the first is meant.
/// </summary>
internal sealed class ZoneClock
{
    private readonly TimeZoneInfo _zone;

    public ZoneClock(TimeZoneInfo zone, long asOf)
    {
        _zone = zone;
        AsOf = asOf;
        Today = DayOf(asOf);
    }

    /// <summary>The instant, in seconds since 1970 (UTC).</summary>
    public long AsOf { get; }

    /// <summary>The date in the zone, in days since 0001-01-01.</summary>
    public long Today { get; }

    /// <summary>The date in the zone on which an instant falls.</summary>
    public long DayOf(long seconds) => Local(seconds).Ticks / TimeSpan.TicksPerDay;

    /// <summary>By how many seconds the zone is ahead of UTC at an instant.</summary>
    public long OffsetAt(long seconds) => _zone.GetUtcOffset(DateTime.UnixEpoch.AddSeconds(seconds)).Ticks / TimeSpan.TicksPerSecond;

    /// <summary>The first second of a date in the zone.</summary>
    public long StartOfDay(long day) => Seconds(new DateTime(Math.Clamp(day, 2, DateOnly.MaxValue.DayNumber - 2) * TimeSpan.TicksPerDay));

    /// <summary>The instant that lies a duration before (-1) or after (1) this one.</summary>
    public long Shift(RuleDuration duration, int direction) => Shift(AsOf, duration, direction);

    /// <summary>The instant that lies a duration before (-1) or after (1) another.</summary>
    public long Shift(long seconds, RuleDuration duration, int direction) =>
        duration.IsCalendar ? Seconds(Local(seconds).AddMonths(direction * duration.Months)) : seconds + (direction * duration.Seconds);

    /// <summary>The date that lies a duration of whole days before (-1) or after (1) today.</summary>
    public long ShiftToday(RuleDuration duration, int direction) => duration.IsCalendar
        ? DateOnly.FromDayNumber((int)Today).AddMonths(direction * duration.Months).DayNumber
        : Today + (direction * duration.Seconds / 86_400);

    private DateTime Local(long seconds)
    {
        var utc = DateTime.UnixEpoch.AddSeconds(seconds);
        return DateTime.SpecifyKind(utc + _zone.GetUtcOffset(utc), DateTimeKind.Unspecified);
    }

    private long Seconds(DateTime local)
    {
        TimeSpan offset;
        if (_zone.IsAmbiguousTime(local))
            offset = _zone.GetAmbiguousTimeOffsets(local).Max();
        else if (_zone.IsInvalidTime(local))
            offset = _zone.GetUtcOffset(local.AddDays(-1));
        else
            offset = _zone.GetUtcOffset(local);
        return (local - offset - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
    }
}
