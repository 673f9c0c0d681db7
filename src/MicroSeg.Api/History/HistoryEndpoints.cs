using MicroSeg.Api.History.Customers;
using MicroSeg.Api.History.Movement;
using MicroSeg.Api.History.Series;
using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.History;

/// <summary>The routes of history.</summary>
internal static class HistoryEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1").WithTags("History").RequireAuthorization(Scopes.Read).RequireLoaded();
        group.MapGet("/customers/{id}/history", OfCustomer).WithName("GetCustomerHistory").WithSummary("A customer's entries and exits, the newest first")
            .WithDescription("When the customer entered and left segments, why, and by which version of the definition. Filtered by 'segment', 'from' (inclusive) and 'to' (exclusive), which are instants with an offset. Pass 'next' as 'cursor' for the next page.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/segments/{key}/history", OfSegment).WithName("GetSegmentHistory").WithSummary("A segment's size over time, with entries and exits")
            .WithDescription("Period by period, which 'by' names: hour, day (unless said otherwise), week (from Monday) or month, of the time zone 'zone' (UTC unless said otherwise). 'from' and 'to' are instants, and are widened to whole periods; the last 30 periods unless said otherwise. A segment that was deleted answers on.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/segments/movement", Moved).WithName("GetSegmentMovement").WithSummary("Who went from which segment to which")
            .WithDescription(
                "How many members of each segment of 'from' (keys, with commas) at the first instant of 'between' (two instants, with a comma) were in each segment of 'to' (those of 'from' unless said otherwise) at the second. " +
                "In each row, the cells' 'only', 'several' and 'none' add up to 'count'. With 'cell' (a key of 'from' or *none, a comma, a key of 'to' or *none, *several or *stayed): the customers of that cell, page by page.")
            .Produces<MovementMatrix>().Produces<MovementCell>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
    }

    private static async Task<Ok<Page<CustomerTransition>>> OfCustomer(
        string id, string? segment, string? from, string? to, string? cursor, int? limit, CustomerHistory history, CancellationToken cancellationToken) =>
        TypedResults.Ok(await history.ListAsync(id, new CustomerFilter(segment, InstantParameter.Read("from", from), InstantParameter.Read("to", to)), cursor, Cursor.Limit(limit), cancellationToken));

    private static async Task<Ok<SegmentSeries>> OfSegment(string key, string? from, string? to, string? by, string? zone, SegmentHistory history, CancellationToken cancellationToken) =>
        TypedResults.Ok(await history.TellAsync(key, InstantParameter.Read("from", from), InstantParameter.Read("to", to), Periods.Read(by, zone), cancellationToken));

    private static async Task<IResult> Moved(
        string? from, string? to, string? between, string? cell, string? cursor, int? limit, SegmentMovement movement, CancellationToken cancellationToken)
    {
        var question = movement.Read(from, to, between);
        return cell is null
            ? TypedResults.Ok(await movement.CountAsync(question, cancellationToken))
            : TypedResults.Ok(await movement.ListAsync(question, cell, cursor, Cursor.Limit(limit), cancellationToken));
    }
}
