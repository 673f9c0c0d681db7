using MicroSeg.Audience.Rules;

namespace MicroSeg.Audience.Evaluation;

/// <content>
/// When answers change because time passes. The time a calendar step ago does not simply go on: it stands still where months are shorter, and
/// falls back at their ends, when clocks are put back, and behind hours that were skipped. Within a day and between such moments it goes on second
/// by second, so what follows is exact up to the next of them, and names that moment when nothing changes before.
/// </content>
internal sealed partial class ZoneClock
{
    /// <summary>What never happens by time alone.</summary>
    public const long Never = long.MaxValue;

    // A change of the clocks may move what is reached across a midnight.
    private const int Margin = 1;

    /// <summary>
    /// The earliest second after this instant at which it may change whether time, shifted a duration before (-1) or after (1), has come to
    /// <paramref name="seconds"/>; too early at times, never too late.
    /// </summary>
    public long NextChange(long seconds, int direction, RuleDuration duration) => NextChange(seconds, direction, [duration]);

    /// <summary>The same for a shift by several durations, one after the other.</summary>
    public long NextChange(long seconds, int direction, ReadOnlySpan<RuleDuration> steps)
    {
        var (exact, calendar) = (0L, 0);
        foreach (var step in steps)
        {
            exact += step.Seconds;
            calendar += step.IsCalendar ? 1 : 0;
        }

        if (calendar == 0)
            return Later(seconds - (direction * exact));
        var target = DayOf(seconds);
        // Days and exact lengths do not end at the same time of the day.
        var margin = Margin + (calendar < steps.Length ? steps.Length - 1 : 0);
        var reached = ShiftDays(Today, direction, steps);
        if (reached > target + margin)
            return Never;
        if (reached < target - margin)
            return Math.Max(AsOf + 1, StartOfDay(FirstDay(target - margin, direction, steps)));
        var (end, plain) = (AsOf, Never - Math.Abs(AsOf) - 1);
        foreach (var step in steps)
        {
            plain = Math.Min(plain, EvenFor(end, step, direction));
            end = Shift(end, step, direction);
        }

        return AsOf + (end < seconds ? Math.Min(plain, seconds - end) : plain);
    }

    /// <summary>The first second of the day on which today, shifted a duration of whole days, comes to <paramref name="day"/>, if that is still to come.</summary>
    public long NextDayChange(long day, int direction, RuleDuration duration) => NextDay(FirstDay(day, direction, [duration]));

    /// <summary>The first second of a day that is still to come.</summary>
    public long NextDay(long day) => day > Today ? Math.Max(AsOf + 1, StartOfDay(day)) : Never;

    /// <summary>An instant that lies after this one; any other never comes.</summary>
    public long Later(long seconds) => seconds > AsOf ? seconds : Never;

    private static long ShiftDays(long day, int direction, ReadOnlySpan<RuleDuration> steps)
    {
        foreach (var step in steps)
            day = ShiftDay(day, step, direction);
        return day;
    }

    /// <summary>The first day that, shifted, comes to a target.</summary>
    private static long FirstDay(long target, int direction, ReadOnlySpan<RuleDuration> steps)
    {
        // The way back is a guess, months being of different lengths; it is days off at most.
        var day = target;
        for (var i = steps.Length - 1; i >= 0; i--)
            day = ShiftDay(day, steps[i], -direction);
        while (day > 1 && ShiftDays(day - 1, direction, steps) >= target)
            day--;
        while (day < DateOnly.MaxValue.DayNumber && ShiftDays(day, direction, steps) < target)
            day++;
        return day;
    }

    /// <summary>How many seconds from an instant on its shift goes on second by second with it.</summary>
    private long EvenFor(long seconds, RuleDuration duration, int direction)
    {
        if (!duration.IsCalendar)
            return Never - Math.Abs(AsOf) - 1;
        var local = Local(seconds);
        var left = StartOfDay(DayOf(seconds) + 1) - seconds;
        if (_offsets.NextChange(seconds, left) is { } change)
            left = change - seconds;
        // Where the shift lands, too, clocks may be changed: it jumps when it comes to the later of the two local times of that moment.
        var shifted = Shift(seconds, duration, direction);
        var day = FloorDays(local);
        var landing = ((ShiftDay(EpochDay + day, duration, direction) - EpochDay) * DaySeconds) + (local - (day * DaySeconds));
        if (_offsets.NextChange(shifted - DaySeconds, 3 * DaySeconds) is { } there)
        {
            var jump = there + Math.Max(_offsets.At(there - 1), _offsets.At(there));
            if (jump > landing)
                left = Math.Min(left, jump - landing);
        }

        return Math.Max(left, 1);
    }
}
