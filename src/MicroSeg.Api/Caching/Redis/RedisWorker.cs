using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Caching.Redis;

/// <summary>Connects to Redis in the background, so that the host starts whether or not it is there, and keeps the bus going.</summary>
internal sealed partial class RedisWorker(RedisConnection redis, RedisBus bus, IOptions<RedisOptions> options, TimeProvider time, ILogger<RedisWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsEnabled)
            return;
        var client = await redis.ConnectAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bus.RunAsync(client, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.BusFailed(logger, exception);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2012, LogLevel.Warning, "The bus between nodes failed; joining again")]
        public static partial void BusFailed(ILogger logger, Exception exception);
    }
}
