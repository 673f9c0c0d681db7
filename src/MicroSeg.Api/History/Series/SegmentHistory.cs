using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.History.Series;

/// <summary>Tells a segment's size over time, and how many entered and left: from the daily counts, which are kept for ever, and what is in the log still.</summary>
internal sealed class SegmentHistory(PastQueries past, LiveEdges edges, IDbContextFactory<MicroSegDbContext> store, IOptions<HistoryOptions> options, TimeProvider time)
{
    private const int UsualPeriods = 30;

    /// <param name="segment">The segment's key, which need not be in use any more.</param>
    /// <param name="from">From when on; 30 periods unless set.</param>
    /// <param name="to">Until when; now unless set.</param>
    /// <param name="periods">By which periods.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SegmentSeries> TellAsync(string segment, DateTimeOffset? from, DateTimeOffset? to, Periods periods, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (last, first) = Range(from, to, periods, now);
        var starts = StartsOf(first, last, periods);
        await past.ThrowIfUnknownAsync(segment, cancellationToken);
        var edge = edges.Take();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var (size, counts) = await db.ReadTogetherAsync(_ => ReadAsync(db, edge, segment, starts[0], cancellationToken), cancellationToken);
        counts.AddRange(edge.RecentOf(segment).Select(QuarterCount.Of));
        return new SegmentSeries(segment, periods.Length, periods.Zone.Id, now, Tell(starts, size, counts));
    }

    private static (DateTimeOffset Last, DateTimeOffset First) Range(DateTimeOffset? from, DateTimeOffset? to, Periods periods, DateTimeOffset now)
    {
        var last = to is null || to > now ? now : to.Value.AddTicks(-1);
        var first = from ?? periods.Step(periods.StartOf(last), 1 - UsualPeriods);
        return first <= last ? (last, first) : throw HistoryErrors.Bad("from", from?.ToString("O"), "an instant before 'to' and not after now");
    }

    /// <summary>When the periods begin, and last when they end.</summary>
    private List<DateTimeOffset> StartsOf(DateTimeOffset first, DateTimeOffset last, Periods periods)
    {
        List<DateTimeOffset> starts = [periods.StartOf(first)];
        while (starts[^1] <= last)
        {
            if (starts.Count > options.Value.MaxPeriods)
                throw HistoryErrors.TooManyPeriods(options.Value.MaxPeriods);
            starts.Add(periods.Step(starts[^1]));
        }

        return starts;
    }

    /// <summary>Reads the size at the end of a day before a start, and what was counted since.</summary>
    private static async Task<(int Size, List<QuarterCount> Counts)> ReadAsync(MicroSegDbContext db, LiveEdge edge, string segment, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var firstDay = SegmentDay.DayOf(start.ToUnixTimeSeconds());
        var days = db.Set<SegmentDay>().AsNoTracking().Where(d => d.Segment == segment);
        var size = await days.Where(d => d.Day < firstDay).OrderByDescending(d => d.Day).Select(d => d.Size).FirstOrDefaultAsync(cancellationToken);
        var counts = (await days.Where(d => d.Day >= firstDay).ToListAsync(cancellationToken)).SelectMany(d => d.Read()).ToList();
        await foreach (var row in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Segment == segment && e.At < edge.From).AsAsyncEnumerable().WithCancellation(cancellationToken))
            counts.Add(QuarterCount.Of(row.ToTransition()));
        return (size, counts);
    }

    private static List<SegmentPeriod> Tell(List<DateTimeOffset> starts, int size, List<QuarterCount> counts)
    {
        var items = new List<SegmentPeriod>(starts.Count - 1);
        size += counts.Where(c => c.Start < starts[0].ToUnixTimeSeconds()).Sum(c => c.Entered - c.Exited);
        var byPeriod = counts.ToLookup(c => IndexOf(starts, c.Start));
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            var period = byPeriod[i];
            List<CauseCount> causes = [.. period.GroupBy(c => c.Cause).OrderBy(g => g.Key).Select(g => new CauseCount(g.Key, g.Sum(c => c.Entered), g.Sum(c => c.Exited)))];
            var (entered, exited) = (causes.Sum(c => c.Entered), causes.Sum(c => c.Exited));
            size += entered - exited;
            items.Add(new SegmentPeriod(starts[i], starts[i + 1], size, entered, exited, causes));
        }

        return items;
    }

    private static int IndexOf(List<DateTimeOffset> starts, long seconds) =>
        starts.BinarySearch(DateTimeOffset.FromUnixTimeSeconds(seconds)) is var at && at >= 0 ? at : ~at - 1;
}
