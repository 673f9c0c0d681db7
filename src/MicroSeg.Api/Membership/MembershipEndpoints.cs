using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Membership;

/// <summary>The routes of membership.</summary>
internal static class MembershipEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1").WithTags("Membership").RequireAuthorization(Scopes.Read).RequireLoaded();
        group.MapGet("/segments/{key}/members", Members).WithName("ListMembers").WithSummary("List a segment's members")
            .WithDescription("Page by page as JSON; the whole of one moment as NDJSON or CSV, by Accept. Every customer who is a member throughout is met exactly once. With 'at', an instant with an offset: who belonged then, as it was answered then, without context; a segment that was deleted answers on.")
            .Produces<MembersPage>().Produces(StatusCodes.Status200OK, contentType: LineExport.Ndjson).Produces(StatusCodes.Status200OK, contentType: LineExport.Csv);
        group.MapGet("/segments/{key}/members/{customer}", MemberOf).WithName("GetMember").WithSummary("Does a customer belong to a segment?").WithDescription("Since when, and by which group of events. With 'at', an instant with an offset: whether the customer belonged then.");
        group.MapGet("/customers/{id}/segments", SegmentsOf).WithName("ListSegmentsOfCustomer").WithSummary("List a customer's segments").WithDescription("Since when, and by which group of events.");
    }

    private static async Task<IResult> Members(
        string key, HttpContext http, MembershipQueries queries, PastQueries past, MembersExport export, CancellationToken cancellationToken, string? at = null, int? limit = null, string? cursor = null)
    {
        var then = InstantParameter.Read("at", at);
        switch (LineExport.Wanted(http.Request, LineExport.Ndjson, LineExport.Csv))
        {
            case LineExport.Ndjson:
                await export.WriteNdjsonAsync(await AllAsync(), http.Response, cancellationToken);
                return Results.Empty;
            case LineExport.Csv:
                await MembersExport.WriteCsvAsync(await AllAsync(), http.Response, cancellationToken);
                return Results.Empty;
            default:
                var most = Cursor.Limit(limit);
                return TypedResults.Ok(then is { } instant ? await past.PageAsync(key, instant, most, cursor, cancellationToken) : queries.Page(key, most, cursor));
        }

        async Task<IEnumerable<Member>> AllAsync() => then is { } instant ? await past.AllAsync(key, instant, cancellationToken) : queries.All(key).Members;
    }

    private static async Task<Ok<MembershipAnswer>> MemberOf(string key, string customer, MembershipQueries queries, PastQueries past, CancellationToken cancellationToken, string? at = null) =>
        TypedResults.Ok(InstantParameter.Read("at", at) is { } instant ? await past.OfAsync(key, customer, instant, cancellationToken) : queries.Of(key, customer));

    private static Ok<CustomerSegments> SegmentsOf(string id, MembershipQueries queries) => TypedResults.Ok(queries.SegmentsOf(id));
}
