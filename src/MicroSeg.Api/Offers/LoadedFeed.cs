using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Offers;

/// <summary>What has been read of one feed, so that a few changed offers do not mean reading all of them.</summary>
internal sealed class LoadedFeed
{
    private readonly List<Offer> _offers = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private long _generation = -1;
    private long _changeNumber = -1;

    /// <summary>Reads what has changed since the last time.</summary>
    public async Task<FeedSnapshot> CatchUpAsync(MicroSegDbContext db, FeedDefinition feed, CancellationToken cancellationToken)
    {
        var contents = await ContentsAsync(db, feed, cancellationToken);
        while (contents is not null)
        {
            await ReadAsync(db, feed, contents, cancellationToken);
            // A replacement may have come in between and dropped the rows that were being read.
            var now = await ContentsAsync(db, feed, cancellationToken);
            if (now is null || now.Generation == contents.Generation)
                break;
            contents = now;
        }

        return new FeedSnapshot(feed, Math.Max(_changeNumber, 0), [.. _offers]);
    }

    private static Task<FeedContents?> ContentsAsync(MicroSegDbContext db, FeedDefinition feed, CancellationToken cancellationToken) =>
        db.Set<FeedContents>().AsNoTracking().SingleOrDefaultAsync(f => f.Feed == feed.Name, cancellationToken);

    private async Task ReadAsync(MicroSegDbContext db, FeedDefinition feed, FeedContents contents, CancellationToken cancellationToken)
    {
        if (contents.Generation != _generation)
        {
            _offers.Clear();
            _places.Clear();
            _changeNumber = -1;
        }

        var since = _changeNumber;
        var rows = db.Set<StoredOffer>().AsNoTracking()
            .Where(o => o.Feed == feed.Name && o.Generation == contents.Generation && o.ChangeNumber > since)
            .Select(o => new { o.Key, o.Body, o.ObservedAt });
        _generation = -1;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            Put(new Offer(row.Key, StoredValues.Read(row.Body, feed.Fields), row.ObservedAt));
        _generation = contents.Generation;
        _changeNumber = contents.ChangeNumber;
    }

    private void Put(Offer offer)
    {
        if (_places.TryGetValue(offer.Key, out var place))
        {
            _offers[place] = offer;
            return;
        }

        _places.Add(offer.Key, _offers.Count);
        _offers.Add(offer);
    }
}
