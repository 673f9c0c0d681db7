using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Caching.Redis;

/// <summary>The Redis that nodes share: section <c>Redis</c>.</summary>
internal sealed record RedisOptions
{
    public const string Section = "Redis";

    /// <summary>Where it is, as StackExchange.Redis writes it (<c>host:6379,password=…</c>). Without it a node is alone: no second level, no bus.</summary>
    public string? Connection { get; init; }

    /// <summary>What every key and channel begins with; <c>microseg:</c> unless set.</summary>
    [Required(AllowEmptyStrings = true)]
    public string Prefix { get; init; } = "microseg:";

    /// <summary>The longest that a request waits for one call, 1 ms to 5 s; 50 ms unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Failures in a row after which calls stop, 1 to 100; 3 unless set.</summary>
    [Range(1, 100)]
    public int FailuresToOpen { get; init; } = 3;

    /// <summary>How long calls stop before one is tried again, 10 ms to 1 min; one second unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether there is a Redis.</summary>
    public bool IsEnabled => !string.IsNullOrWhiteSpace(Connection);
}
