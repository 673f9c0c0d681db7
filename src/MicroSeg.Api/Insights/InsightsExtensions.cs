namespace MicroSeg.Api.Insights;

/// <summary>The Insights slice's doors.</summary>
internal static class InsightsExtensions
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddOptions<InsightOptions>().BindConfiguration(InsightOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OverlapQuery>().AddSingleton<InsightsQuery>().AddSingleton<LastChanges>();
        return services;
    }

    public static IEndpointRouteBuilder MapInsights(this IEndpointRouteBuilder app)
    {
        InsightsEndpoints.Map(app);
        return app;
    }
}
