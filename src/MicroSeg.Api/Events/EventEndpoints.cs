using MicroSeg.Api.Customers;
using MicroSeg.Api.Intake;
using MicroSeg.Api.Security;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Events;

/// <summary>What customers do: <c>/v1/events</c>.</summary>
internal static class EventEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/events", PostEvents).RequireAuthorization(Scopes.Intake).WithTags("Events").WithName("PostEvents").WithSummary("Append events")
            .WithDescription("The same id counts once, however often it comes; unknown customers are created. " + IntakeExtensions.Formats)
            .TakesStreams<EventRecord>();
        app.MapGet("/v1/customers/{id}/events", GetEvents).RequireAuthorization(Scopes.Read).WithTags("Customers").WithName("GetCustomerEvents").WithSummary("A customer's events, the newest first")
            .WithDescription("Filtered by 'type', 'from' (inclusive) and 'to' (exclusive), which are instants with an offset. Pass 'next' as 'cursor' for the next page.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IntakeReply>> PostEvents(EventService service, HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.TakeAsync(request, cancellationToken));

    private static async Task<Ok<Page<CustomerEventReply>>> GetEvents(
        string id, string? type, string? from, string? to, string? cursor, int? limit, EventService service, CancellationToken cancellationToken)
    {
        var filter = new EventFilter(type, InstantParameter.Read("from", from), InstantParameter.Read("to", to));
        return TypedResults.Ok(await service.ListAsync(id, filter, cursor, Cursor.Limit(limit), cancellationToken) ?? throw CustomerErrors.NotFound());
    }
}
