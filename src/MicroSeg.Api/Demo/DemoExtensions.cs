namespace MicroSeg.Api.Demo;

/// <summary>The Demo slice's doors.</summary>
internal static class DemoExtensions
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapDemo(this IEndpointRouteBuilder app) => app;
}
