using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Caching;

/// <summary>
/// Our <see cref="HybridCache"/>: this node's memory, then the level that nodes share, one flight per key, tags, and stale values
/// on failure. What the abstraction has no words for (times that depend on the value, stale values, where a value was found) is
/// asked for by <see cref="GetOrMakeAsync"/>; the abstract members are thin over it.
/// </summary>
internal sealed partial class TwoLevelCache(
    MemoryLevel memory,
    IRemoteLevel remote,
    INodeBus bus,
    CacheSerializers serializers,
    CacheMetrics metrics,
    IOptions<CacheOptions> options,
    TimeProvider time,
    ILogger<TwoLevelCache> logger) : HybridCache
{
    private readonly ConcurrentDictionary<string, object> _flights = new(StringComparer.Ordinal);

    /// <summary>Finds a fresh value in this node's memory, without waiting for anything.</summary>
    /// <param name="key">The key.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="isCurrent">Whether a value still agrees with what it was made from.</param>
    /// <param name="entry">The entry.</param>
    public bool TryGetFresh<T>(string key, IReadOnlyList<string> tags, Func<T, bool> isCurrent, [NotNullWhen(true)] out CacheEntry<T>? entry)
    {
        if (!memory.TryGet(key, out entry) || !IsFresh(entry, tags, isCurrent))
            return false;
        metrics.Read("memory");
        return true;
    }

    /// <summary>Finds a value, or makes it. However many ask for a key at once, it is looked up and made once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="isCurrent">Whether a value still agrees with what it was made from.</param>
    /// <param name="make">Makes the value; when it throws, a stale value takes its place if there is one.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller only.</param>
    public async ValueTask<Cached<T>> GetOrMakeAsync<T>(
        string key, IReadOnlyList<string> tags, Func<T, bool> isCurrent, Func<ValueTask<CacheEntry<T>>> make, CancellationToken cancellationToken)
    {
        if (TryGetFresh(key, tags, isCurrent, out var known))
            return new Cached<T>(known, CacheLevel.Memory);
        var flight = new Lazy<Task<Cached<T>>>(() => FlyAsync(key, tags, isCurrent, make));
        var running = _flights.GetOrAdd(key, flight) as Lazy<Task<Cached<T>>> ?? flight;
        return await running.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Finds the last good value in either level, fresh or stale.</summary>
    public async ValueTask<Cached<T>?> FindStaleAsync<T>(string key)
    {
        var now = time.GetUtcNow();
        if (memory.TryGet<T>(key, out var known))
            return known.StaleUntil > now ? new Cached<T>(known, CacheLevel.Memory) : null;
        return await ReadRemoteAsync<T>(key, []) is { } entry && entry.Entry.StaleUntil > now ? new Cached<T>(entry.Entry, CacheLevel.Remote) : null;
    }

    private async Task<Cached<T>> FlyAsync<T>(string key, IReadOnlyList<string> tags, Func<T, bool> isCurrent, Func<ValueTask<CacheEntry<T>>> make)
    {
        try
        {
            // Whoever arrives as a flight ends may start another one; the value is there by then.
            if (TryGetFresh(key, tags, isCurrent, out var known))
                return new Cached<T>(known, CacheLevel.Memory);
            var shared = await ReadRemoteAsync<T>(key, tags);
            if (shared is { } found && !found.IsDropped && IsFresh(found.Entry, tags, isCurrent))
            {
                memory.Set(key, found.Entry);
                metrics.Read("remote");
                return new Cached<T>(found.Entry, CacheLevel.Remote);
            }

            return await MakeAsync(key, make, shared?.Entry);
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }

    private async Task<Cached<T>> MakeAsync<T>(string key, Func<ValueTask<CacheEntry<T>>> make, CacheEntry<T>? shared)
    {
        try
        {
            var made = await make();
            Store(key, made);
            metrics.Read("none");
            return new Cached<T>(made, CacheLevel.None);
        }
        catch (Exception failure)
        {
            var now = time.GetUtcNow();
            var level = CacheLevel.Memory;
            if (!memory.TryGet<T>(key, out var last) || last.StaleUntil <= now)
                (last, level) = (shared, CacheLevel.Remote);
            if (last is null || last.StaleUntil <= now)
                throw;
            metrics.Read("stale");
            return new Cached<T>(last, level, failure);
        }
    }

    private void Store<T>(string key, CacheEntry<T> entry)
    {
        memory.Set(key, entry);
        if (remote is not NullRemoteLevel)
            remote.Set(key, EntryPayload.Write(entry, serializers.For<T>()), entry.StaleUntil - time.GetUtcNow());
    }

    private bool IsFresh<T>(CacheEntry<T> entry, IReadOnlyList<string> tags, Func<T, bool> isCurrent) =>
        entry.ExpiresAt > time.GetUtcNow() && !memory.IsDropped(entry.CreatedAt, tags) && isCurrent(entry.Value);

    private async ValueTask<(CacheEntry<T> Entry, bool IsDropped)?> ReadRemoteAsync<T>(string key, IReadOnlyList<string> tags)
    {
        if (await remote.GetAsync(key, tags) is not { } found)
            return null;
        try
        {
            return EntryPayload.Read(found.Payload, serializers.For<T>()) is { } entry ? (entry, entry.CreatedAt <= found.TagsDroppedAt) : null;
        }
        catch (Exception exception)
        {
            // Another version of the product may have written it; it will be written again.
            Log.Unreadable(logger, key, exception);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "The shared cache entry {Key} cannot be read and is made again")]
        public static partial void Unreadable(ILogger logger, string key, Exception exception);
    }
}
