using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>The segments whose rules name a segment.</summary>
internal sealed class SegmentsUsingSegments : ISegmentDependents
{
    public async Task<IReadOnlyList<SegmentUser>> UsersOfAsync(MicroSegDbContext db, string segmentKey, CancellationToken cancellationToken)
    {
        var segments = await db.Set<Segment>().AsNoTracking().Select(s => new { s.Key, s.References }).ToListAsync(cancellationToken);
        return [.. segments.Where(s => s.References.Contains(segmentKey)).Select(s => new SegmentUser("segment", s.Key)).OrderBy(u => u.Key, StringComparer.Ordinal)];
    }
}
