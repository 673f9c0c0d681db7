using MicroSeg.Api.Rfm;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>The segments whose rules name an RFM model; what is archived uses nothing.</summary>
internal sealed class SegmentsUsingRfm : IRfmDependents
{
    public async Task<IReadOnlyList<RfmUser>> UsersOfAsync(MicroSegDbContext db, string model, CancellationToken cancellationToken)
    {
        var segments = await db.Set<Segment>().AsNoTracking().Where(s => s.Status != SegmentStatus.Archived).Select(s => new { s.Key, s.Models }).ToListAsync(cancellationToken);
        return [.. segments.Where(s => s.Models.Contains(model)).Select(s => new RfmUser(SegmentsUsingSegments.Kind, s.Key)).OrderBy(u => u.Key, StringComparer.Ordinal)];
    }
}
