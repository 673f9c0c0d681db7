namespace MicroSeg.Api.Segments;

/// <summary>The Segments slice's doors.</summary>
internal static class SegmentsExtensions
{
    public static IServiceCollection AddSegments(this IServiceCollection services) => services.AddSingleton<SegmentCatalog>();

    public static IEndpointRouteBuilder MapSegments(this IEndpointRouteBuilder app) => app;
}
