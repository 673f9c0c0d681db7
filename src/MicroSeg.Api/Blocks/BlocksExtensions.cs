using MicroSeg.Api.Blocks.Rendering;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage.Changes;
using Microsoft.Extensions.Caching.Hybrid;

namespace MicroSeg.Api.Blocks;

/// <summary>The Blocks slice's doors.</summary>
internal static class BlocksExtensions
{
    /// <summary>Adds definitions, the catalog of what is served, and the ladder that fills it.</summary>
    public static IServiceCollection AddBlocks(this IServiceCollection services)
    {
        services.AddOptions<BlockOptions>().BindConfiguration(BlockOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BlockWorlds>().AddSingleton<BlockFile>().AddSingleton<BlockService>();
        services.AddSingleton<BlockCatalog>().AddSingleton<IChangeConsumer>(s => s.GetRequiredService<BlockCatalog>());
        services.AddSingleton<BlockUses>().AddSingleton<ISegmentDependents>(s => s.GetRequiredService<BlockUses>()).AddSingleton<ISchemaDependents>(s => s.GetRequiredService<BlockUses>());
        services.AddSingleton<IHybridCacheSerializer<ClassRender>, ClassRenderSerializer>();
        services.AddSingleton<VariantData>().AddSingleton<VariantRenderer>().AddSingleton<ContentLadder>();
        services.AddHostedService<WarmUp>();
        return services;
    }

    /// <summary>Maps <c>/v1/blocks</c>.</summary>
    public static IEndpointRouteBuilder MapBlocks(this IEndpointRouteBuilder app)
    {
        BlocksEndpoints.Map(app);
        return app;
    }
}
