namespace MicroSeg.Api.Events;

/// <summary>The Events slice's doors.</summary>
internal static class EventsExtensions
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapEvents(this IEndpointRouteBuilder app) => app;
}
