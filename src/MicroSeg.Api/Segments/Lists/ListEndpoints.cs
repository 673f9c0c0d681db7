using MicroSeg.Api.Intake;
using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>The routes of segments that consist of uploaded ids.</summary>
internal static class ListEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/segments/{key}/list").WithTags("Segments").RequireLoaded();
        group.MapPut("/", Put).RequireAuthorization(Scopes.Manage).WithName("PutSegmentList").WithSummary("Upload a segment's list")
            .WithDescription("The ids of customers: a JSON array or lines of strings or of { \"id\": … }, text/plain with one a line, or CSV with a column 'id'; of any length, gzip or not. "
                + "'mode' is replace (unless given), add or remove. The list changes all at once when the upload has come to its end, and not at all when it breaks off; records that are no ids are rejected one by one. "
                + "An id that no customer has yet is kept, and its customer becomes a member on arrival. A segment that is not there is made; an empty array empties a list. Honours If-Match and If-None-Match.")
            .TakesStreams<IReadOnlyList<string>>(LineExport.Text, LineExport.Csv).Produces<ListReply>().Produces<ListReply>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        group.MapGet("/", Get).RequireAuthorization(Scopes.Read).WithName("GetSegmentList").WithSummary("Read a segment's list")
            .WithDescription("The ids as they were uploaded, in their order: page by page as JSON; all of them as NDJSON, CSV or plain text, by Accept.")
            .Produces<ListPage>().Produces(StatusCodes.Status200OK, contentType: LineExport.Ndjson).Produces(StatusCodes.Status200OK, contentType: LineExport.Csv).Produces(StatusCodes.Status200OK, contentType: LineExport.Text);
    }

    private static async Task<IResult> Put(string key, HttpContext http, ListUploads uploads, CancellationToken cancellationToken, string? mode = null)
    {
        var (reply, isNew) = await uploads.TakeAsync(key, Choice.Of<ListMode>(nameof(mode), mode) ?? ListMode.Replace, http.Request, cancellationToken);
        http.Response.Headers.ETag = EntityTags.Of(reply.Version);
        return isNew ? TypedResults.Created($"/v1/segments/{key}", reply) : TypedResults.Ok(reply);
    }

    private static async Task<IResult> Get(string key, HttpContext http, ListReader lists, CancellationToken cancellationToken, int? limit = null, string? cursor = null)
    {
        var type = LineExport.Wanted(http.Request, LineExport.Ndjson, LineExport.Csv, LineExport.Text);
        if (type == LineExport.Json)
            return TypedResults.Ok(await lists.PageAsync(key, Cursor.Limit(limit), cursor, cancellationToken));
        await lists.WriteAsync(key, type, http.Response, cancellationToken);
        return Results.Empty;
    }
}
