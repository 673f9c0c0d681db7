using Microsoft.Extensions.Caching.Hybrid;

namespace MicroSeg.Api.Caching;

/// <summary>The members of the framework's abstraction.</summary>
internal sealed partial class TwoLevelCache
{
    private const int AssumedSize = 1024;

    public override async ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        // The flight serves everyone who waits for it, so one caller's token cannot end it.
        var found = await GetOrMakeAsync<T>(key, ListOf(tags), static _ => true, async () => Entry(await factory(state, CancellationToken.None), options), cancellationToken);
        return found.Failure is null ? found.Entry.Value : throw found.Failure;
    }

    public override ValueTask SetAsync<T>(string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        Store(key, Entry(value, options));
        return ValueTask.CompletedTask;
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        memory.Remove(key);
        bus.Publish(new NodeMessage(NodeMessageKind.KeyRemoved, key));
        return remote.RemoveAsync(key);
    }

    /// <summary>Entries with the tag are no longer fresh, on every node; they may still stand in as stale ones.</summary>
    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        memory.DropTag(tag, now);
        bus.Publish(new NodeMessage(NodeMessageKind.TagDropped, tag, now));
        return remote.DropTagAsync(tag, now);
    }

    private CacheEntry<T> Entry<T>(T value, HybridCacheEntryOptions? entryOptions)
    {
        var now = time.GetUtcNow();
        var expiresAt = now + (entryOptions?.Expiration ?? options.Value.DefaultExpiration);
        return new CacheEntry<T>(value, now, expiresAt, expiresAt, AssumedSize);
    }

    private static IReadOnlyList<string> ListOf(IEnumerable<string>? tags) => tags as IReadOnlyList<string> ?? (tags is null ? [] : [.. tags]);
}
