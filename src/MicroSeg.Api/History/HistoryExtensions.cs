using MicroSeg.Api.History.Customers;
using MicroSeg.Api.History.Movement;
using MicroSeg.Api.History.Series;

namespace MicroSeg.Api.History;

/// <summary>The History slice's doors.</summary>
internal static class HistoryExtensions
{
    public static IServiceCollection AddHistory(this IServiceCollection services)
    {
        services.AddOptions<HistoryOptions>().BindConfiguration(HistoryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CustomerHistory>();
        services.AddSingleton<SegmentHistory>();
        services.AddSingleton<SegmentMovement>();
        return services;
    }

    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder app)
    {
        HistoryEndpoints.Map(app);
        return app;
    }
}
