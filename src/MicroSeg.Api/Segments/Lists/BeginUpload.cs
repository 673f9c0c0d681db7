using MicroSeg.Api.Storage.Bulk;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>Begins an upload: gives the content that its ids are staged in, and deletes what uploads that never ended have left behind.</summary>
internal sealed class BeginUpload(DateTimeOffset now) : BulkOperation<long>
{
    /// <summary>An upload that has not ended after so long never will.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public override int Size => 1;

    protected override async Task<long> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var db = transaction.Db;
        var oldest = now - Longest;
        foreach (var left in await db.Set<ListContent>().Where(l => l.StartedAt < oldest && !db.Set<Segment>().Any(s => s.ListId == l.Id)).Select(l => l.Id).ToListAsync(cancellationToken))
            await db.DeleteListAsync(left, cancellationToken);
        var content = db.Add(new ListContent { StartedAt = now }).Entity;
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return content.Id;
    }
}

/// <summary>Deletes what was staged, unless a segment shows it: a commit whose answer was lost may have come about.</summary>
internal sealed class DropUpload(long staged) : BulkOperation<int>
{
    public override int Size => 1_000;

    protected override async Task<int> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        if (!await transaction.Db.Set<Segment>().AnyAsync(s => s.ListId == staged, cancellationToken))
            await transaction.Db.DeleteListAsync(staged, cancellationToken);
        return 0;
    }
}
