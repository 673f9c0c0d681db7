using MicroSeg.Audience.Rules;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// When the instant that lies some months or years back reaches another. It moves on as time does but for jumps: where a month is longer than the
/// one it steps back to it goes over the last days again, where it is shorter it leaves some out, and where clocks change it does so by an hour. So
/// the answer can change, and change back, within days of the plain step forward.
/// </summary>
internal static class CalendarStep
{
    // The jumps come to three days for months and one for zones.
    private const long Reach = 5 * 86_400;

    // Clocks change, and days begin, on whole minutes of UTC.
    private const long Minute = 60;

    /// <summary>
    /// The first instant later than the clock's from which on it is otherwise than at the clock's whether the step back has reached
    /// <paramref name="target"/>; <see cref="long.MaxValue"/> for never. Long before that time a bound that is some days too early.
    /// </summary>
    public static long NextChange(ZoneClock clock, RuleDuration length, long target)
    {
        var about = clock.Shift(target, length, 1);
        if (clock.AsOf >= about + Reach)
            return long.MaxValue;
        if (clock.AsOf < about - Reach)
            return about - Reach;
        var reached = clock.Shift(length, -1) >= target;
        for (var from = clock.AsOf + 1; from <= about + Reach;)
        {
            var next = clock.StartOfDay(clock.DayOf(from) + 1);
            // Where clocks go back over midnight, the next day has begun before.
            if (next <= from || !IsEven(clock, length, from, next - 1))
                next = ((from / Minute) + 1) * Minute;
            if (FindChange(clock, length, target, from, next - 1, reached) is { } at)
                return at;
            from = next;
        }

        return long.MaxValue;
    }

    /// <summary>Whether the step back goes on without a jump from one instant of a day to another.</summary>
    private static bool IsEven(ZoneClock clock, RuleDuration length, long from, long to) =>
        clock.OffsetAt(from) == clock.OffsetAt(to) && clock.Shift(to, length, -1) - clock.Shift(from, length, -1) == to - from;

    private static long? FindChange(ZoneClock clock, RuleDuration length, long target, long from, long to, bool reached)
    {
        var back = clock.Shift(from, length, -1);
        if (back >= target != reached)
            return from;
        return !reached && back + to - from >= target ? from + target - back : null;
    }
}
