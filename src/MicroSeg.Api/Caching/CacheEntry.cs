namespace MicroSeg.Api.Caching;

/// <summary>A value with its times.</summary>
/// <param name="Value">The value.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops being fresh.</param>
/// <param name="StaleUntil">Until when it may stand in for a fresh one that cannot be made.</param>
/// <param name="Size">What it weighs in the memory level, in bytes.</param>
internal sealed record CacheEntry<T>(T Value, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset StaleUntil, long Size);

/// <summary>Where a value was found.</summary>
internal enum CacheLevel
{
    /// <summary>Nowhere: it was made.</summary>
    None,

    /// <summary>In this node's memory.</summary>
    Memory,

    /// <summary>In the level that the nodes share.</summary>
    Remote,
}

/// <summary>A value and where it came from.</summary>
/// <param name="Entry">The value with its times.</param>
/// <param name="Level">Where it was found.</param>
/// <param name="Failure">Why no fresh value could be made; set when the value is a stale one.</param>
internal readonly record struct Cached<T>(CacheEntry<T> Entry, CacheLevel Level, Exception? Failure = null);
