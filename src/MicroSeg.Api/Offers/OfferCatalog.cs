using System.Collections.Concurrent;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Offers;

/// <summary>All offers in memory, as immutable snapshots that are swapped at once; kept current from the change sequence.</summary>
internal sealed class OfferCatalog(IDbContextFactory<MicroSegDbContext> store, SchemaCatalog schema) : IChangeConsumer
{
    private readonly ConcurrentDictionary<string, FeedSnapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LoadedFeed> _loaded = new(StringComparer.Ordinal);

    /// <summary>Raised with the feed's name after its snapshot was swapped.</summary>
    public event Action<string>? Changed;

    string IChangeConsumer.Name => "offers";

    IReadOnlyCollection<ChangeKind> IChangeConsumer.Kinds => [ChangeKind.Offers, ChangeKind.Schema];

    /// <summary>The offers of a feed that is defined; an empty snapshot when none has come yet.</summary>
    public bool TryGet(string feed, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out FeedSnapshot snapshot) => _snapshots.TryGetValue(feed, out snapshot);

    public async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var number = await db.LastNumberAsync(cancellationToken);
        foreach (var feed in (await schema.RefreshAsync(cancellationToken)).Feeds.Values)
            await ReloadAsync(db, feed, cancellationToken);
        return number;
    }

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        // The schema has a tail of its own, which may be behind this one.
        var feeds = (await schema.RefreshAsync(cancellationToken)).Feeds;
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        foreach (var name in changes.Select(FeedOf).Distinct(StringComparer.Ordinal))
        {
            if (name is not null && feeds.TryGetValue(name, out var feed))
                await ReloadAsync(db, feed, cancellationToken);
        }
    }

    private static string? FeedOf(Change change) => change.Kind == ChangeKind.Offers ? change.Key
        : change.Key is { } key && key.StartsWith("feed:", StringComparison.Ordinal) ? key["feed:".Length..] : null;

    private async Task ReloadAsync(MicroSegDbContext db, FeedDefinition feed, CancellationToken cancellationToken)
    {
        if (!_loaded.TryGetValue(feed.Name, out var loaded))
            _loaded[feed.Name] = loaded = new LoadedFeed();
        _snapshots[feed.Name] = await loaded.CatchUpAsync(db, feed, cancellationToken);
        Changed?.Invoke(feed.Name);
    }
}
