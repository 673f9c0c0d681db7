namespace MicroSeg.Api.Delivery;

/// <summary>The Delivery slice's doors.</summary>
internal static class DeliveryExtensions
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapDelivery(this IEndpointRouteBuilder app) => app;
}
