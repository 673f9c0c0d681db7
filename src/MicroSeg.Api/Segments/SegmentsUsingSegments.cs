using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>The segments whose rules name a segment; what is archived uses nothing.</summary>
internal sealed class SegmentsUsingSegments : ISegmentDependents
{
    /// <summary>What segments are called among users.</summary>
    public const string Kind = "segment";

    public async Task<IReadOnlyList<SegmentUser>> UsersOfAsync(MicroSegDbContext db, string segmentKey, CancellationToken cancellationToken)
    {
        var segments = await db.Set<Segment>().AsNoTracking().Where(s => s.Status != SegmentStatus.Archived).Select(s => new { s.Key, s.References }).ToListAsync(cancellationToken);
        return [.. segments.Where(s => s.References.Contains(segmentKey)).Select(s => new SegmentUser(Kind, s.Key)).OrderBy(u => u.Key, StringComparer.Ordinal)];
    }
}
