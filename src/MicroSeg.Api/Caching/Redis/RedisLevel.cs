using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace MicroSeg.Api.Caching.Redis;

/// <summary>The shared level of the cache, in Redis.</summary>
internal sealed class RedisLevel(RedisConnection redis, IOptions<RedisOptions> options) : IRemoteLevel
{
    // Longer than any entry is kept.
    private static readonly TimeSpan KeepTags = TimeSpan.FromDays(30);

    private readonly string _entries = options.Value.Prefix + "cache:";
    private readonly string _tags = options.Value.Prefix + "tag:";

    public async ValueTask<RemoteEntry?> GetAsync(string key, IReadOnlyList<string> tags)
    {
        var keys = new RedisKey[tags.Count + 1];
        keys[0] = _entries + key;
        for (var i = 0; i < tags.Count; i++)
            keys[i + 1] = _tags + tags[i];
        var (done, values) = await redis.TryAsync(db => db.StringGetAsync(keys));
        if (!done || values![0].IsNull)
            return null;
        return new RemoteEntry(values[0]!, LatestOf(values.AsSpan(1)));
    }

    public void Set(string key, byte[] payload, TimeSpan keepFor)
    {
        if (redis.IsAvailable && keepFor > TimeSpan.Zero)
            _ = redis.TryAsync(db => db.StringSetAsync(_entries + key, payload, keepFor)).AsTask();
    }

    public async ValueTask RemoveAsync(string key) => await redis.TryAsync(db => db.KeyDeleteAsync(_entries + key));

    public async ValueTask DropTagAsync(string tag, DateTimeOffset at) =>
        await redis.TryAsync(db => db.StringSetAsync(_tags + tag, at.UtcTicks.ToString(CultureInfo.InvariantCulture), KeepTags));

    private static DateTimeOffset LatestOf(ReadOnlySpan<RedisValue> droppedAt)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var value in droppedAt)
        {
            if (!value.IsNull && long.TryParse((string?)value, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > latest.UtcTicks)
                latest = new DateTimeOffset(ticks, TimeSpan.Zero);
        }

        return latest;
    }
}
