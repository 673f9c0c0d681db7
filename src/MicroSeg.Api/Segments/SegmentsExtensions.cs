using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Segments;

/// <summary>The Segments slice's doors.</summary>
internal static class SegmentsExtensions
{
    public static IServiceCollection AddSegments(this IServiceCollection services)
    {
        services.AddSingleton<SegmentCatalog>().AddSingleton<IChangeConsumer>(s => s.GetRequiredService<SegmentCatalog>());
        services.AddSingleton<SegmentService>();
        services.AddSingleton<SegmentPreview>();
        services.AddSingleton<ISegmentDependents, SegmentsUsingSegments>();
        services.AddSingleton<IRfmDependents, SegmentsUsingRfm>();
        services.AddSingleton<ISchemaDependents, SegmentsUsingSchema>();
        services.AddHealthChecks().AddCheck<SegmentsHealthCheck>("segments", tags: ["ready"]);
        return services;
    }

    public static IEndpointRouteBuilder MapSegments(this IEndpointRouteBuilder app)
    {
        SegmentsEndpoints.Map(app);
        return app;
    }
}
