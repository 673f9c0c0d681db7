namespace MicroSeg.Api.Blocks;

/// <summary>The Blocks slice's doors.</summary>
internal static class BlocksExtensions
{
    public static IServiceCollection AddBlocks(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapBlocks(this IEndpointRouteBuilder app) => app;
}
