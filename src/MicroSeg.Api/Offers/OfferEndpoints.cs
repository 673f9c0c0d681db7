using MicroSeg.Api.Intake;
using MicroSeg.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Offers;

/// <summary>Feeds of offers and prices: <c>/v1/feeds</c>.</summary>
internal static class OfferEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/feeds/{feed}/offers", PostOffers).RequireAuthorization(Scopes.Intake).WithTags("Offers").WithName("PostOffers").WithSummary("Update or replace a feed's offers")
            .WithDescription("An offer is an object of the feed's fields; the one with the same key is replaced. With 'replace=true' the body takes the place of the whole feed, at once and only when it "
                + "has come to its end; an empty array empties the feed. " + IntakeExtensions.Formats + " CSV: a column for each field; an empty cell is not there.")
            .TakesStreams<Dictionary<string, object>>("text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Ok<IntakeReply>> PostOffers(string feed, bool? replace, OfferService service, HttpRequest request, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.TakeAsync(feed, replace ?? false, request, cancellationToken));
}
