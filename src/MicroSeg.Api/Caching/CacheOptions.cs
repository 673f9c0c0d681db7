using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Caching;

/// <summary>The cache of what is derived: section <c>Cache</c>.</summary>
internal sealed record CacheOptions
{
    public const string Section = "Cache";

    /// <summary>The bytes that the memory level may hold, 1 MiB to 64 GiB; 256 MiB unless set.</summary>
    [Range(1L << 20, 64L << 30)]
    public long MemoryBytes { get; init; } = 256L << 20;

    /// <summary>How long an entry is fresh when whoever stores it does not say; five minutes unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DefaultExpiration { get; init; } = TimeSpan.FromMinutes(5);
}
