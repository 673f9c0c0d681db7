using MicroSeg.Api.Customers;
using MicroSeg.Api.Schema;

namespace MicroSeg.Api.Events;

/// <summary>The Events slice's doors.</summary>
internal static class EventsExtensions
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventService>()
        .AddSingleton<ISchemaDependents, StoredEvents>()
        .AddSingleton<ICustomerData, StoredEvents>();

    public static IEndpointRouteBuilder MapEvents(this IEndpointRouteBuilder app)
    {
        EventEndpoints.Map(app);
        return app;
    }
}
