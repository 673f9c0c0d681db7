using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership.Past;

/// <summary>
/// Moves a segment's settled rows from the log to its history pages and daily counts, and sets a checkpoint behind them. All in the transaction that the store is in: a crash leaves
/// everything or nothing moved, and no answer changes.
/// </summary>
internal sealed class SegmentCompaction(MicroSegDbContext db, string segment)
{
    /// <summary>So many rows and so many bytes are moved at once, so that the store is not held for long.</summary>
    private const int MaxRows = 20_000;
    private const long MaxBytes = 32L * 1024 * 1024;

    /// <summary>A checkpoint stays when so many entered or left since the one before, or as many as there are members: it costs no more than they do.</summary>
    private const int ChangesOfCheckpoint = 10_000;

    /// <summary>Moves rows.</summary>
    /// <param name="cut">Rows from before this instant.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was moved; null when there was nothing.</returns>
    public async Task<Compacted?> RunAsync(DateTimeOffset cut, CancellationToken cancellationToken)
    {
        var (rows, end) = await ReadAsync(cut, cancellationToken);
        if (rows.Count == 0)
            return null;
        List<Transition> transitions = [.. rows.Select(r => r.ToTransition())];
        var before = await db.Set<MembershipCheckpoint>().Where(c => c.Segment == segment).OrderByDescending(c => c.At).FirstOrDefaultAsync(cancellationToken);
        var replay = before?.Replay() ?? new SegmentReplay(Folded.Unknown);
        var size = replay.Members().Count;
        transitions.ForEach(replay.Add);
        await AddToPagesAsync(transitions, cancellationToken);
        await AddToDaysAsync(transitions, size, cancellationToken);
        SetCheckpoint(before, size, end, replay);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<MembershipLogEntry>().Where(e => e.Segment == segment && e.At < end).ExecuteDeleteAsync(cancellationToken);
        return new Compacted(end, rows.Max(r => r.Id), IsMore: end < cut);
    }

    /// <summary>Reads whole seconds from the beginning on, until it is enough.</summary>
    private async Task<(List<MembershipLogEntry> Rows, DateTimeOffset End)> ReadAsync(DateTimeOffset cut, CancellationToken cancellationToken)
    {
        var rows = new List<MembershipLogEntry>();
        var bytes = 0L;
        await foreach (var row in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Segment == segment && e.At < cut).OrderBy(e => e.At).ThenBy(e => e.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if ((rows.Count >= MaxRows || bytes >= MaxBytes) && row.At > rows[^1].At)
                return (rows, row.At);
            rows.Add(row);
            bytes += (row.Entered?.Length ?? 0) + (row.Exited?.Length ?? 0);
        }

        return (rows, cut);
    }

    private async Task AddToPagesAsync(List<Transition> transitions, CancellationToken cancellationToken)
    {
        foreach (var month in transitions.GroupBy(t => HistoryMonth.Of(t.At)))
        {
            var pages = new Dictionary<int, (HistoryPage? Page, HistoryPageWriter Writer)>();
            var touched = month.SelectMany(t => t.Entered.Concat(t.Exited)).Select(HistoryPage.ChunkOf).ToHashSet();
            foreach (var page in await db.Set<HistoryPage>().Where(p => p.Segment == segment && p.Month == month.Key && touched.Contains(p.Chunk)).ToListAsync(cancellationToken))
                pages.Add(page.Chunk, (page, new HistoryPageWriter(month.Key, page.Data)));
            foreach (var chunk in touched)
                pages.TryAdd(chunk, (null, new HistoryPageWriter(month.Key)));
            foreach (var transition in month)
            {
                // In the order in which they are folded.
                Add(transition, isEntry: false);
                Add(transition, isEntry: true);
            }

            foreach (var (chunk, (page, writer)) in pages)
            {
                if (page is null)
                    db.Add(new HistoryPage { Segment = segment, Month = month.Key, Chunk = chunk, Data = writer.ToArray() });
                else
                    page.Data = writer.ToArray();
            }

            void Add(Transition transition, bool isEntry)
            {
                var group = new HistoryGroup(transition.At.ToUnixTimeSeconds(), transition.Cause, transition.Version, isEntry);
                foreach (var (chunk, places) in ByChunk(isEntry ? transition.Entered : transition.Exited))
                    pages[chunk].Writer.Add(group, [.. places]);
            }
        }
    }

    private static IEnumerable<(int Chunk, List<ushort> Places)> ByChunk(IEnumerable<int> ordinals)
    {
        var places = new List<ushort>();
        var chunk = -1;
        foreach (var ordinal in ordinals)
        {
            if (HistoryPage.ChunkOf(ordinal) != chunk && places.Count > 0)
            {
                yield return (chunk, places);
                places.Clear();
            }

            chunk = HistoryPage.ChunkOf(ordinal);
            places.Add((ushort)(ordinal - HistoryPage.FirstOf(chunk)));
        }

        if (places.Count > 0)
            yield return (chunk, places);
    }

    private async Task AddToDaysAsync(List<Transition> transitions, int size, CancellationToken cancellationToken)
    {
        foreach (var day in transitions.Select(QuarterCount.Of).GroupBy(c => SegmentDay.DayOf(c.Start)))
        {
            size += day.Sum(c => c.Entered - c.Exited);
            var known = await db.Set<SegmentDay>().SingleOrDefaultAsync(d => d.Segment == segment && d.Day == day.Key, cancellationToken);
            if (known is null)
                db.Add(known = new SegmentDay { Segment = segment, Day = day.Key, Size = size, Counts = [] });
            known.Size = size;
            known.Counts = SegmentDay.Write(QuarterCount.Sum(known.Read().Concat(day)));
        }
    }

    private void SetCheckpoint(MembershipCheckpoint? before, int size, DateTimeOffset at, SegmentReplay replay)
    {
        var stays = before is null || before.IsFloor || before.Changes >= Math.Max(ChangesOfCheckpoint, size);
        if (!stays)
            db.Remove(before!);
        db.Add(MembershipCheckpoint.Of(segment, at, replay.ToFolded(), replay.Changes + (stays ? 0 : before!.Changes)));
    }
}

/// <summary>What was moved from the log.</summary>
/// <param name="Until">Rows from before this instant.</param>
/// <param name="LastId">The highest number of a row.</param>
/// <param name="IsMore">Whether there is more to move.</param>
internal sealed record Compacted(DateTimeOffset Until, long LastId, bool IsMore);
