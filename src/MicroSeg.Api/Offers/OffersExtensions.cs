using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Offers;

/// <summary>The Offers slice's doors.</summary>
internal static class OffersExtensions
{
    public static IServiceCollection AddOffers(this IServiceCollection services) => services
        .AddSingleton<OfferCatalog>()
        .AddSingleton<IChangeConsumer>(s => s.GetRequiredService<OfferCatalog>())
        .AddSingleton<OfferService>();

    public static IEndpointRouteBuilder MapOffers(this IEndpointRouteBuilder app)
    {
        OfferEndpoints.Map(app);
        return app;
    }
}
