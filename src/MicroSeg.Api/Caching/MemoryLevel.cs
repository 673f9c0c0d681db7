using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Caching;

/// <summary>The level of the cache in this node's memory: at most so many bytes, the least recently used go first.</summary>
internal sealed class MemoryLevel(IOptions<CacheOptions> options, TimeProvider time) : IDisposable
{
    private const int KeyOverhead = 128;

    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = options.Value.MemoryBytes, CompactionPercentage = 0.1 });
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tagsDroppedAt = new(StringComparer.Ordinal);
    private long _allDroppedAt = DateTimeOffset.MinValue.UtcTicks;

    /// <summary>Finds an entry, fresh or not.</summary>
    public bool TryGet<T>(string key, [NotNullWhen(true)] out CacheEntry<T>? entry)
    {
        entry = _entries.TryGetValue(key, out var found) ? found as CacheEntry<T> : null;
        return entry is not null;
    }

    public void Set<T>(string key, CacheEntry<T> entry)
    {
        var keepFor = entry.StaleUntil - time.GetUtcNow();
        if (keepFor <= TimeSpan.Zero)
            return;
        _entries.Set(key, entry, new MemoryCacheEntryOptions { Size = entry.Size + KeyOverhead + (key.Length * sizeof(char)), AbsoluteExpirationRelativeToNow = keepFor });
    }

    public void Remove(string key) => _entries.Remove(key);

    /// <summary>From now on, entries with this tag that were made before are not fresh.</summary>
    public void DropTag(string tag, DateTimeOffset at) => _tagsDroppedAt.AddOrUpdate(tag, at, (_, known) => known > at ? known : at);

    /// <summary>From now on, nothing that was made before is fresh.</summary>
    public void DropAll() => Interlocked.Exchange(ref _allDroppedAt, time.GetUtcNow().UtcTicks);

    /// <summary>Whether an entry made then has been dropped by one of its tags since.</summary>
    public bool IsDropped(DateTimeOffset createdAt, IReadOnlyList<string> tags)
    {
        if (createdAt.UtcTicks < Interlocked.Read(ref _allDroppedAt))
            return true;
        if (_tagsDroppedAt.IsEmpty)
            return false;
        for (var i = 0; i < tags.Count; i++)
        {
            if (_tagsDroppedAt.TryGetValue(tags[i], out var at) && createdAt <= at)
                return true;
        }

        return false;
    }

    public void Dispose() => _entries.Dispose();
}
