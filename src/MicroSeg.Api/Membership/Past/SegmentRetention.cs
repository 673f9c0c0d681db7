using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Drops a segment's history pages that are too old, once a checkpoint tells what they came to. In the transaction that the store is in.</summary>
internal sealed class SegmentRetention(MicroSegDbContext db, string segment)
{
    /// <summary>Drops whole months.</summary>
    /// <param name="firstKept">The first month that stays.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(int firstKept, CancellationToken cancellationToken)
    {
        var start = HistoryMonth.StartOf(firstKept);
        var floor = await db.Set<MembershipCheckpoint>().Where(c => c.Segment == segment && c.At <= start).OrderByDescending(c => c.At).FirstOrDefaultAsync(cancellationToken);
        var isLaterKnown = await db.Set<MembershipCheckpoint>().AnyAsync(c => c.Segment == segment && c.At > start, cancellationToken);
        if (isLaterKnown && floor?.At != start)
        {
            // Between two checkpoints: the state at the start of the month is told by the pages that are about to go.
            var replay = floor?.Replay() ?? new SegmentReplay(Folded.Unknown);
            await foreach (var page in db.PagesAsync(segment, floor?.At, start.AddSeconds(-1)).WithCancellation(cancellationToken))
                replay.Add(page, floor?.At.ToUnixTimeSeconds() ?? 0, start.ToUnixTimeSeconds() - 1);
            db.Add(floor = MembershipCheckpoint.Of(segment, start, replay.ToFolded(), changes: 0));
        }

        floor!.IsFloor = true;
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<HistoryPage>().Where(p => p.Segment == segment && p.Month < firstKept).ExecuteDeleteAsync(cancellationToken);
        await db.Set<MembershipCheckpoint>().Where(c => c.Segment == segment && c.At < floor.At).ExecuteDeleteAsync(cancellationToken);
    }
}
