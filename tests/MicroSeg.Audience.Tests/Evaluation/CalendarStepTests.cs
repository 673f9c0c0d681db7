using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>Whenever a step back by months or years reaches a time, that is named no later than it happens, and nothing is named for long before.</summary>
public class CalendarStepTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia", "Africa/Cairo"];

    // Month ends, leap days, changes of clocks, a skipped day.
    private static readonly string[] Targets =
        ["2026-01-28T12:00:00Z", "2026-01-31T08:00:17Z", "2026-02-28T23:59:59Z", "2024-02-29T00:00:00Z", "2026-03-29T00:30:00Z", "2026-10-25T00:59:59Z", "2026-03-08T06:59:59Z", "2009-11-01T02:30:01Z", "2018-02-18T02:00:00Z", "2011-12-29T22:00:00Z", "2010-09-08T21:30:00Z"];

    [Fact]
    public void It_agrees_with_going_through_the_time_step_by_step()
    {
        var random = new Random(7);
        var exact = 0;
        foreach (var (zone, target) in Zones.SelectMany(z => Targets.Select(t => (TimeZoneInfo.FindSystemTimeZoneById(z), Scene.At(t).ToUnixTimeSeconds()))))
        {
            var length = new RuleDuration(random.Next(1, 14), random.Next(3) == 0 ? "y" : "mo");
            var about = new ZoneClock(zone, 0).Shift(target, length, 1);
            var asOf = about + random.Next(-6 * 86_400, 6 * 86_400);
            var found = Search(zone, asOf, length, target);
            // What is named may lie before, and then again, so that it comes to what is found in a few steps.
            var named = asOf;
            for (var step = 0; step < 12 && named < found; step++)
                named = new ZoneClock(zone, named).NextChange(target, -1, length);
            Assert.Equal(found, found == long.MaxValue ? found : named);
            exact += found < long.MaxValue ? 1 : 0;
        }

        Assert.InRange(exact, 20, 88);
    }

    /// <summary>Jumps come on whole minutes, so between them the answer can change but at the target's own second of a minute.</summary>
    private static long Search(TimeZoneInfo zone, long asOf, RuleDuration length, long target)
    {
        var clock = new ZoneClock(zone, asOf);
        bool Reached(long t) => clock.Shift(t, length, -1) >= target;
        var now = Reached(asOf);
        var second = ((target % 60) + 60) % 60;
        for (var minute = asOf / 60 * 60; minute < asOf + (13 * 86_400); minute += 60)
        {
            foreach (var t in new[] { minute, minute + second })
            {
                if (t > asOf && Reached(t) != now)
                    return t;
            }
        }

        return long.MaxValue;
    }
}
