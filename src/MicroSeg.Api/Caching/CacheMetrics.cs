using System.Diagnostics.Metrics;

namespace MicroSeg.Api.Caching;

/// <summary>What the cache and its shared level count: meter <c>MicroSeg.Caching</c>.</summary>
internal sealed class CacheMetrics
{
    public const string MeterName = "MicroSeg.Caching";

    private readonly Counter<long> _reads;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _opened;

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _reads = meter.CreateCounter<long>("microseg.cache.reads", "{read}", "Reads of the cache, by where the value was found.");
        _calls = meter.CreateCounter<long>("microseg.redis.calls", "{call}", "Calls of Redis, by outcome: ok, failed, late or skipped.");
        _opened = meter.CreateCounter<long>("microseg.redis.circuit_opened", "{time}", "How often the circuit breaker in front of Redis opened.");
    }

    public void Read(string found) => _reads.Add(1, new KeyValuePair<string, object?>("found", found));

    public void Call(string outcome) => _calls.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Opened() => _opened.Add(1);
}
