using MicroSeg.Api.Security;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments;

/// <summary>The routes of segments' definitions.</summary>
internal static class SegmentsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/v1/segments").WithTags("Segments").RequireAuthorization(Scopes.Read).RequireLoaded();
        read.MapGet("/", List).WithName("ListSegments").WithSummary("List segments").WithDescription(
            "In the order of their keys, page by page, with their sizes. 'tag', 'status' and 'owner' keep those that have it, 'q' those whose key or texts contain it; archived ones are left out unless 'status=archived' asks for them.");
        read.MapGet("/{key}", Get).WithName("GetSegment").WithSummary("Get a segment").WithDescription(
            "The definition, its sentence, its status and its exact size; with 'include=users' also what uses it. Honours If-None-Match.");
        read.MapPost("/preview", Preview).WithName("PreviewSegment").WithSummary("Preview a rule").WithDescription("Evaluates a rule that is not saved, exactly, as of now or of another instant. It may name drafts.");

        app.MapGet("/v1/schema/rules.json", GetRuleSchema).WithTags("Segments").RequireAuthorization(Scopes.Read)
            .WithName("GetRuleSchema").WithSummary("The JSON Schema of rules")
            .WithDescription("Draft 2020-12, for the attributes, event types, segments and RFM models that there are now. It takes exactly the rules that can be saved, but for what JSON Schema cannot say: the order of the two ends of a range, "
                + "the depth and number of nodes, keys that stand twice, the dialect of regular expressions, and cycles. Honours If-None-Match.")
            .Produces<object>(StatusCodes.Status200OK, RuleSchema.MediaType);

        var manage = app.MapGroup("/v1/segments").WithTags("Segments").RequireAuthorization(Scopes.Manage).RequireLoaded();
        manage.MapPut("/{key}", Put).WithName("PutSegment").WithSummary("Save a segment").WithDescription(
            "Creates or replaces it, and answers when its members are served here. A new one is active unless it is sent with \"status\": \"draft\"; one that is there keeps its status unless another is sent. "
            + "\"kind\": \"list\" makes one that consists of uploaded ids and has no rule. Every save is a version. Honours If-Match and If-None-Match.");
        manage.MapDelete("/{key}", Delete).WithName("DeleteSegment").WithSummary("Delete a segment").WithDescription("Refused while segments or blocks use it; its versions are kept. Honours If-Match.");
        manage.MapPost("/{key}/activate", Activate).WithName("ActivateSegment").WithSummary("Put a segment into service").WithDescription("From whatever status: it is evaluated and served. Its rule is checked again. Honours If-Match.");
        manage.MapPost("/{key}/pause", Pause).WithName("PauseSegment").WithSummary("Freeze a segment's members").WithDescription(
            "An active segment keeps the members that it has: nobody enters, nobody leaves but by erasure, and it is served on. Honours If-Match.");
        manage.MapPost("/{key}/archive", Archive).WithName("ArchiveSegment").WithSummary("Take a segment out of service").WithDescription(
            "It has no members any more and may not be named; it is kept with its versions and its history. Refused, with the users, while segments or blocks use it. Honours If-Match.");
        manage.MapPost("/{key}/rename", Rename).WithName("RenameSegment").WithSummary("Give a segment another key").WithDescription(
            "Its members go along without entering or leaving, as do its versions and its history. Refused, with the users, while it is in use, and when the other key is or was one. The old key is not given again. Honours If-Match.");
    }

    private static Ok<Page<SegmentResponse>> List(
        SegmentCatalog catalog, ISegmentPopulations populations, string? tag = null, string? status = null, string? owner = null, string? q = null, int? limit = null, string? cursor = null)
    {
        var (size, after, filter) = (Cursor.Limit(limit), Cursor.Decode(cursor), new SegmentFilter(tag, Choice.Of<SegmentStatus>(nameof(status), status), owner, q));
        var found = catalog.Segments.Values
            .Where(s => (after is null || string.CompareOrdinal(s.Key, after) > 0) && filter.Admits(s))
            .Take(size + 1)
            .ToList();
        var next = found.Count > size ? Cursor.Encode(found[size - 1].Key) : null;
        return TypedResults.Ok(new Page<SegmentResponse>([.. found.Take(size).Select(s => SegmentResponse.Of(s, populations.Find(s.Key)))], next));
    }

    private static async Task<Results<Ok<SegmentResponse>, StatusCodeHttpResult>> Get(
        string key, HttpContext http, SegmentCatalog catalog, ISegmentPopulations populations, SegmentUsers users, IDbContextFactory<MicroSegDbContext> store, CancellationToken cancellationToken, string? include = null)
    {
        if (include is not (null or "" or "users"))
            throw ApiException.Invalid("request.invalid", "There is nothing of that name to include.", new Finding("include", "request.invalid", $"found \"{Suggestions.Cut(include)}\", expected \"users\""));
        var segment = catalog.Find(key) ?? throw catalog.Missing(key);
        http.Response.Headers.ETag = EntityTags.Of(segment.Version);
        if (include != "users")
            return http.Request.IsNotModified(segment.Version) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(SegmentResponse.Of(segment, populations.Find(key)));
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return TypedResults.Ok(SegmentResponse.Of(segment, populations.Find(key), await users.OfAsync(db, key, cancellationToken)));
    }

    private static IResult GetRuleSchema(HttpContext http, RuleSchemaDocument document)
    {
        var (json, tag) = document.Current;
        http.Response.Headers.ETag = EntityTags.Of(tag);
        return http.Request.IsNotModified(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(json, RuleSchema.MediaType);
    }

    private static async Task<Results<Ok<SegmentResponse>, Created<SegmentResponse>>> Put(string key, SegmentRequest request, HttpContext http, SegmentService service, ISegmentPopulations populations, CancellationToken cancellationToken)
    {
        var (segment, isNew) = await service.SaveAsync(key, request, http.Request, cancellationToken);
        var response = Answer(segment, http, populations);
        return isNew ? TypedResults.Created($"/v1/segments/{key}", response.Value) : response;
    }

    private static async Task<NoContent> Delete(string key, HttpContext http, SegmentService service, CancellationToken cancellationToken) =>
        await service.DeleteAsync(key, http.Request, cancellationToken) ? TypedResults.NoContent() : throw SegmentErrors.NotFound(key);

    private static async Task<Ok<SegmentPreviewResponse>> Preview(PreviewRequest request, SegmentPreview preview, CancellationToken cancellationToken) =>
        TypedResults.Ok(await preview.RunAsync(request, cancellationToken));

    private static async Task<Ok<SegmentResponse>> Activate(string key, HttpContext http, SegmentStatusChange change, ISegmentPopulations populations, CancellationToken cancellationToken) =>
        Answer(await change.RunAsync(key, SegmentStatus.Active, http.Request, cancellationToken), http, populations);

    private static async Task<Ok<SegmentResponse>> Pause(string key, HttpContext http, SegmentStatusChange change, ISegmentPopulations populations, CancellationToken cancellationToken) =>
        Answer(await change.RunAsync(key, SegmentStatus.Paused, http.Request, cancellationToken), http, populations);

    private static async Task<Ok<SegmentResponse>> Archive(string key, HttpContext http, SegmentStatusChange change, ISegmentPopulations populations, CancellationToken cancellationToken) =>
        Answer(await change.RunAsync(key, SegmentStatus.Archived, http.Request, cancellationToken), http, populations);

    private static async Task<Ok<SegmentResponse>> Rename(string key, RenameRequest request, HttpContext http, RenameSegment rename, ISegmentPopulations populations, CancellationToken cancellationToken) =>
        Answer(await rename.RunAsync(key, request, http.Request, cancellationToken), http, populations);

    /// <summary>A segment after an edit, with its entity tag.</summary>
    internal static Ok<SegmentResponse> Answer(LiveSegment segment, HttpContext http, ISegmentPopulations populations)
    {
        http.Response.Headers.ETag = EntityTags.Of(segment.Version);
        return TypedResults.Ok(SegmentResponse.Of(segment, populations.Find(segment.Key)));
    }
}
