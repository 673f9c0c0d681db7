using MicroSeg.Audience.Index;

namespace MicroSeg.Api.Insights;

/// <summary>How regularly a type of events comes.</summary>
/// <param name="LastSeconds">When the last one happened, in seconds since 1970; null when there has never been one.</param>
/// <param name="UsualGapHours">The longest time without one in the 90 days before the last; null when they came in too few hours to tell.</param>
internal readonly record struct EventPulse(long? LastSeconds, int? UsualGapHours)
{
    private const int SecondsPerHour = 3_600;
    private const int Hours = 90 * 24;
    private const int EnoughHours = 10;

    /// <summary>Measures a type of events from the columns of times, those of the future left aside.</summary>
    public static EventPulse Measure(AudienceIndex index, int eventType, long nowSeconds, CancellationToken cancellationToken)
    {
        var last = LastOf(index, eventType, nowSeconds, cancellationToken);
        if (last is not { } until)
            return new EventPulse(null, null);
        var active = new bool[Hours];
        Visit(index, eventType, nowSeconds, at =>
        {
            var hour = (until - at) / SecondsPerHour;
            if (hour >= Hours)
                return false;
            active[hour] = true;
            return true;
        }, cancellationToken);
        var hours = Enumerable.Range(0, Hours).Where(h => active[h]).ToList();
        return new EventPulse(until, hours.Count < EnoughHours ? null : hours.Zip(hours.Skip(1), (newer, older) => older - newer).Max());
    }

    private static long? LastOf(AudienceIndex index, int eventType, long nowSeconds, CancellationToken cancellationToken)
    {
        long? last = null;
        Visit(index, eventType, nowSeconds, at =>
        {
            last = last > at ? last : at;
            return false;
        }, cancellationToken);
        return last;
    }

    /// <summary>Visits the times of each customer's events from the newest on, until it has seen enough of them.</summary>
    private static void Visit(AudienceIndex index, int eventType, long nowSeconds, Func<long, bool> goesOn, CancellationToken cancellationToken)
    {
        foreach (var page in index.Pages)
        {
            for (var row = 0; row < page.Count; row += CustomerPage.BlockSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using (page.EnterRead())
                {
                    if (page.TryGetEvents(eventType, row, Math.Min(CustomerPage.BlockSize, page.Count - row), out var slice))
                        Visit(slice, nowSeconds, goesOn);
                }
            }
        }
    }

    private static void Visit(EventSlice slice, long nowSeconds, Func<long, bool> goesOn)
    {
        var starts = slice.Table.RunStarts;
        for (var run = slice.FromRun; run < slice.ToRun; run++)
        {
            for (var row = starts[run + 1] - 1; row >= starts[run] && slice.Table.Times.TryGetKey(row, out var at); row--)
            {
                if (at <= nowSeconds && !goesOn(at))
                    break;
            }
        }
    }
}
