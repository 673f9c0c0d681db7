using MicroSeg.Api.Caching.Redis;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Caching;

/// <summary>The Caching slice's door.</summary>
internal static class CachingExtensions
{
    /// <summary>Adds the cache: memory alone, or memory over Redis when <c>Redis:Connection</c> is set.</summary>
    public static IServiceCollection AddCaching(this IServiceCollection services)
    {
        services.AddOptions<CacheOptions>().BindConfiguration(CacheOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<CacheMetrics>();
        services.AddSingleton<MemoryLevel>();
        services.AddSingleton<CacheSerializers>();

        services.AddSingleton<RedisConnection>();
        services.AddSingleton<RedisBus>();
        services.AddSingleton<IRemoteLevel>(s => UsesRedis(s) ? ActivatorUtilities.CreateInstance<RedisLevel>(s) : new NullRemoteLevel());
        services.AddSingleton<INodeBus>(s => UsesRedis(s) ? s.GetRequiredService<RedisBus>() : new NullNodeBus());
        services.AddHostedService<NodeSignals>();
        services.AddHostedService<RedisWorker>();

        services.AddSingleton<TwoLevelCache>();
        services.AddSingleton<HybridCache>(s => s.GetRequiredService<TwoLevelCache>());
        return services;
    }

    private static bool UsesRedis(IServiceProvider services) => services.GetRequiredService<IOptions<RedisOptions>>().Value.IsEnabled;
}
