using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership;

/// <summary>The membership log and what it was compacted into go along when a segment is renamed.</summary>
internal sealed class MembershipOfSegments : ISegmentData
{
    public async Task RenameAsync(MicroSegDbContext db, string from, string to, CancellationToken cancellationToken)
    {
        await db.Set<MembershipLogEntry>().Where(e => e.Segment == from).ExecuteUpdateAsync(set => set.SetProperty(e => e.Segment, to), cancellationToken);
        await db.Set<HistoryPage>().Where(p => p.Segment == from).ExecuteUpdateAsync(set => set.SetProperty(p => p.Segment, to), cancellationToken);
        await db.Set<SegmentDay>().Where(d => d.Segment == from).ExecuteUpdateAsync(set => set.SetProperty(d => d.Segment, to), cancellationToken);
        await db.Set<MembershipCheckpoint>().Where(c => c.Segment == from).ExecuteUpdateAsync(set => set.SetProperty(c => c.Segment, to), cancellationToken);
    }
}
