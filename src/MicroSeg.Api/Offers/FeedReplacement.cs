using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Offers;

/// <summary>Begins to replace a feed: gives the generation that the new offers are staged in.</summary>
internal sealed class BeginReplacement(string feed) : BulkOperation<long>
{
    public override int Size => 1;

    protected override async Task<long> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var generation = (await transaction.ContentsOfAsync(feed, cancellationToken)).LastGeneration + 1;
        await transaction.Db.Set<FeedContents>().Where(f => f.Feed == feed).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastGeneration, generation), cancellationToken);
        return generation;
    }
}

/// <summary>Shows the staged offers in place of what the feed showed, and deletes that together with what older replacements left behind.</summary>
internal sealed class FinishReplacement(string feed, long generation) : BulkOperation<long>
{
    public override int Size => 1_000;

    protected override async Task<long> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        // Finishing the later one has deleted what this one had staged.
        if ((await transaction.ContentsOfAsync(feed, cancellationToken)).Generation > generation)
            throw FeedErrors.Overtaken(feed);
        var number = transaction.Changes.Take(ChangeKind.Offers, feed);
        await transaction.Db.Set<FeedContents>().Where(f => f.Feed == feed).ExecuteUpdateAsync(set => set.SetProperty(f => f.Generation, generation).SetProperty(f => f.ChangeNumber, number), cancellationToken);
        await transaction.Db.Set<StoredOffer>().Where(o => o.Feed == feed && o.Generation < generation).ExecuteDeleteAsync(cancellationToken);
        return number;
    }
}

/// <summary>Deletes what was staged.</summary>
internal sealed class DropReplacement(string feed, long generation) : BulkOperation<int>
{
    public override int Size => 1_000;

    // A commit whose answer was lost may have shown them after all.
    protected override Task<int> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken) => transaction.Db.Set<StoredOffer>()
        .Where(o => o.Feed == feed && o.Generation == generation && !transaction.Db.Set<FeedContents>().Any(f => f.Feed == feed && f.Generation == generation))
        .ExecuteDeleteAsync(cancellationToken);
}

/// <summary>The row that says what a feed shows.</summary>
internal static class FeedContentsRow
{
    public static async Task<FeedContents> ContentsOfAsync(this BulkTransaction transaction, string feed, CancellationToken cancellationToken)
    {
        var contents = await transaction.Db.Set<FeedContents>().AsNoTracking().SingleOrDefaultAsync(f => f.Feed == feed, cancellationToken);
        if (contents is not null)
            return contents;
        contents = new FeedContents { Feed = feed };
        transaction.Db.Add(contents);
        await transaction.Db.SaveChangesAsync(cancellationToken);
        transaction.Db.ChangeTracker.Clear();
        return contents;
    }
}
