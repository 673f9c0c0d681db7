using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Webhooks;

/// <summary>The webhooks that name a segment.</summary>
internal sealed class WebhooksUsingSegments : ISegmentDependents
{
    public async Task<IReadOnlyList<SegmentUser>> UsersOfAsync(MicroSegDbContext db, string segmentKey, CancellationToken cancellationToken)
    {
        var webhooks = await db.Set<Webhook>().AsNoTracking().Where(w => w.Segments != null).Select(w => new { w.Key, w.Segments }).ToListAsync(cancellationToken);
        return [.. webhooks.Where(w => w.Segments!.Contains(segmentKey, StringComparer.Ordinal)).Select(w => new SegmentUser("webhook", w.Key)).OrderBy(u => u.Key, StringComparer.Ordinal)];
    }
}
