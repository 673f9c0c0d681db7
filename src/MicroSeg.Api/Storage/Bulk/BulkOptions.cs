using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Storage.Bulk;

/// <summary>How intake is written: section <c>Storage:Bulk</c>.</summary>
internal sealed record BulkOptions
{
    public const string Section = "Storage:Bulk";

    /// <summary>Rows after which a transaction takes no more operations, 1 to 10,000,000; 1,000,000 unless set. One operation alone may be larger.</summary>
    [Range(1, 10_000_000)]
    public int MaxRowsPerCommit { get; init; } = 1_000_000;

    /// <summary>How long a transaction stays open for the next chunk of a long body when nothing else waits, at most a minute; half a second unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan HoldOpen { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Operations that wait before senders are held back, 1 to 100,000; 1,000 unless set.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; init; } = 1_000;

    /// <summary>How often a failed commit is tried again, 0 to 20; 3 unless set.</summary>
    [Range(0, 20)]
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the second try and each after it, at most a minute; the first follows at once. 200 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Customers whose ordinals are kept in memory, 2 to 100,000,000; 1,000,000 unless set (about 100 bytes each).</summary>
    [Range(2, 100_000_000)]
    public int OrdinalCacheSize { get; init; } = 1_000_000;

    /// <summary>Pages of an SQLite file that the writer may keep in memory, in MiB, 16 to 65,536; 512 unless set. Event ids without any order want their whole index in it.</summary>
    [Range(16, 65_536)]
    public int SqlitePageCacheMegabytes { get; init; } = 512;
}
