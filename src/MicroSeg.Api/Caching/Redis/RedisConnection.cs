using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace MicroSeg.Api.Caching.Redis;

/// <summary>
/// The one way to Redis. Each call runs under our own deadline, because the client's time-outs do not hold when the server hangs,
/// and behind a circuit breaker, so that a Redis that fails costs nobody more than the first few calls.
/// </summary>
internal sealed partial class RedisConnection(IOptions<RedisOptions> options, CacheMetrics metrics, TimeProvider time, ILogger<RedisConnection> logger) : IDisposable
{
    private readonly CircuitBreaker _breaker = new(options.Value.FailuresToOpen, options.Value.OpenFor, time);
    private volatile ConnectionMultiplexer? _client;

    /// <summary>Whether calls go through.</summary>
    public bool IsAvailable => _client is not null && !_breaker.IsOpen;

    /// <summary>Connects, trying for as long as it takes; after that the client reconnects by itself.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        var settings = ConfigurationOptions.Parse(options.Value.Connection!);
        settings.AbortOnConnectFail = false;
        settings.ClientName = "microseg";
        settings.ConnectRetry = 1;
        settings.ConnectTimeout = 1_000;
        settings.ConfigCheckSeconds = 5;
        settings.KeepAlive = 5;
        settings.ReconnectRetryPolicy = new LinearRetry(500);
        while (true)
        {
            try
            {
                // The client resolves and connects synchronously in places.
                var client = await Task.Run(() => ConnectionMultiplexer.ConnectAsync(settings), cancellationToken);
                _client = client;
                return client;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.NotConnected(logger, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    /// <summary>Makes a call.</summary>
    /// <returns>Whether it came back well and in time, and what it gave.</returns>
    public async ValueTask<(bool Done, T? Result)> TryAsync<T>(Func<IDatabase, Task<T>> call)
    {
        if (_client is not { } client || !_breaker.TryEnter())
        {
            metrics.Call("skipped");
            return default;
        }

        Task<T>? running = null;
        try
        {
            running = call(client.GetDatabase());
            var result = await running.WaitAsync(options.Value.Deadline, time);
            _breaker.Succeeded();
            metrics.Call("ok");
            return (true, result);
        }
        catch (Exception exception)
        {
            metrics.Call(exception is TimeoutException && running is { IsCompleted: false } ? "late" : "failed");
            Observe(running);
            if (_breaker.Failed())
            {
                metrics.Opened();
                Log.Opened(logger, options.Value.OpenFor, exception.GetType().Name);
            }

            return default;
        }
    }

    public void Dispose() => _client?.Dispose();

    /// <summary>Nobody waits for it any more, so its failure is nobody's.</summary>
    private static void Observe(Task? abandoned) =>
        _ = abandoned?.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Warning, "Redis could not be connected to; trying again")]
        public static partial void NotConnected(ILogger logger, Exception exception);

        [LoggerMessage(2011, LogLevel.Warning, "Redis fails ({Failure}); it is left alone for {Pause} and then tried again")]
        public static partial void Opened(ILogger logger, TimeSpan pause, string failure);
    }
}
