using MicroSeg.Api.Intake;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Offers;

/// <summary>Inserts or updates offers of a feed by their key; of several with one key the last counts.</summary>
/// <param name="feed">The feed.</param>
/// <param name="staged">The generation of a replacement that is not shown yet; null for what the feed shows.</param>
/// <param name="offers">The offers, in order.</param>
internal sealed class UpsertOffers(string feed, long? staged, List<OfferRow> offers) : BulkOperation<WriteCounts>
{
    public override int Size { get; } = offers.Count;

    protected override async Task<WriteCounts> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var generation = staged;
        var number = 0L;
        if (generation is null)
        {
            number = transaction.Changes.Take(ChangeKind.Offers, feed);
            var contents = await transaction.ContentsOfAsync(feed, cancellationToken);
            await transaction.Db.Set<FeedContents>().Where(f => f.Feed == feed).ExecuteUpdateAsync(set => set.SetProperty(f => f.ChangeNumber, number), cancellationToken);
            generation = contents.Generation;
        }

        var last = new OrderedDictionary<string, OfferRow>(StringComparer.Ordinal);
        foreach (var offer in offers)
            last[offer.Key] = offer;
        await transaction.UpsertOffersAsync(feed, generation.Value, number, [.. last.Values], cancellationToken);
        return new(offers.Count, 0);
    }

    protected override void Release() => offers.Clear();
}
