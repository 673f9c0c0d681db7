using System.Collections.Concurrent;

namespace MicroSeg.Audience.Evaluation;

/// <summary>A time zone's offsets from UTC, found once for about a year at a time: asking the zone itself takes ten times as long.</summary>
internal sealed class ZoneOffsets
{
    // 388 days, so that an instant's span is found by a shift.
    private const int SpanBits = 25;
    private const int FirstSpan = -64;
    private const int SpanCount = 320;

    // No zone changes its clocks twice within a day.
    private const long Step = 86_400;

    private static readonly ConcurrentDictionary<TimeZoneInfo, ZoneOffsets> Known = new();

    private readonly TimeZoneInfo _zone;
    private readonly (long From, long Offset)[]?[] _spans = new (long, long)[]?[SpanCount];

    private ZoneOffsets(TimeZoneInfo zone) => _zone = zone;

    public static ZoneOffsets Of(TimeZoneInfo zone) => Known.GetOrAdd(zone, static z => new ZoneOffsets(z));

    /// <summary>The seconds by which local time is ahead of UTC at an instant.</summary>
    public long At(long seconds)
    {
        var index = (seconds >> SpanBits) - FirstSpan;
        if ((ulong)index >= SpanCount)
            return Ask(seconds);
        var span = SpanAt(index);
        var i = span.Length - 1;
        while (span[i].From > seconds)
            i--;
        return span[i].Offset;
    }

    /// <summary>The first instant after one, and no more than some seconds later, at which the clocks are changed.</summary>
    public long? NextChange(long seconds, long within)
    {
        for (var span = seconds >> SpanBits; span <= (seconds + within) >> SpanBits; span++)
        {
            if ((ulong)(span - FirstSpan) >= SpanCount)
                return null;
            foreach (var (from, offset) in SpanAt(span - FirstSpan))
            {
                if (from > seconds && from <= seconds + within && At(from - 1) != offset)
                    return from;
            }
        }

        return null;
    }

    private (long From, long Offset)[] SpanAt(long index) => Volatile.Read(ref _spans[index]) ?? Find(index);

    private (long From, long Offset)[] Find(long index)
    {
        var start = (index + FirstSpan) << SpanBits;
        var end = start + (1L << SpanBits);
        List<(long From, long Offset)> changes = [(start, Ask(start))];
        for (var from = start; from < end; from += Step)
        {
            var to = Math.Min(from + Step, end);
            if (Ask(to - 1) == changes[^1].Offset)
                continue;
            var (low, high) = (from, to - 1);
            while (low < high)
            {
                var middle = (low + high) >> 1;
                if (Ask(middle) == changes[^1].Offset)
                    low = middle + 1;
                else
                    high = middle;
            }

            changes.Add((low, Ask(low)));
        }

        var found = changes.ToArray();
        Volatile.Write(ref _spans[index], found);
        return found;
    }

    private long Ask(long seconds)
    {
        var utc = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond);
        var known = new DateTime(Math.Clamp(utc, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
        return _zone.GetUtcOffset(known).Ticks / TimeSpan.TicksPerSecond;
    }
}
