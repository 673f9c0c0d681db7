using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Rfm;

/// <summary>The Rfm slice's doors.</summary>
internal static class RfmExtensions
{
    public static IServiceCollection AddRfm(this IServiceCollection services)
    {
        services.AddSingleton<RfmCatalog>().AddSingleton<IChangeConsumer>(s => s.GetRequiredService<RfmCatalog>());
        services.AddSingleton<RfmService>();
        services.AddSingleton<ISchemaDependents, RfmUsingSchema>();
        services.AddHostedService<RfmRefresher>();
        return services;
    }

    public static IEndpointRouteBuilder MapRfm(this IEndpointRouteBuilder app)
    {
        RfmEndpoints.Map(app);
        return app;
    }
}
