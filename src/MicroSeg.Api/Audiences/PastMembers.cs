using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Audiences;

/// <summary>The members of segments at past instants, from the membership log.</summary>
internal sealed class PastMembers(IDbContextFactory<MicroSegDbContext> store)
{
    public async Task<Dictionary<string, CustomerSet>> AtAsync(IReadOnlyCollection<string> segments, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var folded = new FoldedLog();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await foreach (var entry in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => segments.Contains(e.Segment) && e.At <= at).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
            folded.Add(entry);
        return segments.ToDictionary(s => s, s => folded.Find(s).Members, StringComparer.Ordinal);
    }
}
