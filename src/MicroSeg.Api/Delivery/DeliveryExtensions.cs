namespace MicroSeg.Api.Delivery;

/// <summary>The Delivery slice's doors.</summary>
internal static class DeliveryExtensions
{
    /// <summary>Adds what answers ESPs.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DeliveryMetrics>().AddSingleton<PreviewService>();
        return services;
    }

    /// <summary>Maps the content of blocks and its previews.</summary>
    public static IEndpointRouteBuilder MapDelivery(this IEndpointRouteBuilder app)
    {
        DeliveryEndpoints.Map(app);
        return app;
    }
}
