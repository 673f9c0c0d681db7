using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Segments;

/// <summary>The routes of segments' definitions.</summary>
internal static class SegmentsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/v1/segments").WithTags("Segments").RequireAuthorization(Scopes.Read).RequireLoaded();
        read.MapGet("/", List).WithName("ListSegments").WithSummary("List segments").WithDescription("In the order of their keys, page by page, with their sizes; 'tag' keeps those filed under it.");
        read.MapGet("/{key}", Get).WithName("GetSegment").WithSummary("Get a segment").WithDescription("The definition, its sentence and its exact size. Honours If-None-Match.");
        read.MapPost("/preview", Preview).WithName("PreviewSegment").WithSummary("Preview a rule").WithDescription("Evaluates a rule that is not saved, exactly, as of now or of another instant.");

        app.MapGet("/v1/schema/rules.json", GetRuleSchema).WithTags("Segments").RequireAuthorization(Scopes.Read)
            .WithName("GetRuleSchema").WithSummary("The JSON Schema of rules")
            .WithDescription("Draft 2020-12, for the attributes, event types, segments and RFM models that there are now. It takes exactly the rules that can be saved, but for what JSON Schema cannot say: the order of the two ends of a range, "
                + "the depth and number of nodes, keys that stand twice, the dialect of regular expressions, and cycles. Honours If-None-Match.")
            .Produces<object>(StatusCodes.Status200OK, RuleSchema.MediaType);

        var manage = app.MapGroup("/v1/segments").WithTags("Segments").RequireAuthorization(Scopes.Manage).RequireLoaded();
        manage.MapPut("/{key}", Put).WithName("PutSegment").WithSummary("Save a segment").WithDescription("Creates or replaces it, and answers when its members are served here. Honours If-Match and If-None-Match.");
        manage.MapDelete("/{key}", Delete).WithName("DeleteSegment").WithSummary("Delete a segment").WithDescription("Refused while segments or blocks use it. Honours If-Match.");
    }

    private static Ok<Page<SegmentResponse>> List(SegmentCatalog catalog, ISegmentPopulations populations, string? tag = null, int? limit = null, string? cursor = null)
    {
        var (size, after) = (Cursor.Limit(limit), Cursor.Decode(cursor));
        var found = catalog.Segments.Values
            .Where(s => (after is null || string.CompareOrdinal(s.Key, after) > 0) && (tag is null || s.Tags.Contains(tag)))
            .Take(size + 1)
            .ToList();
        var next = found.Count > size ? Cursor.Encode(found[size - 1].Key) : null;
        return TypedResults.Ok(new Page<SegmentResponse>([.. found.Take(size).Select(s => SegmentResponse.Of(s, populations.Find(s.Key)))], next));
    }

    private static Results<Ok<SegmentResponse>, StatusCodeHttpResult> Get(string key, HttpContext http, SegmentCatalog catalog, ISegmentPopulations populations)
    {
        var segment = catalog.Find(key) ?? throw SegmentErrors.NotFound(key);
        http.Response.Headers.ETag = EntityTags.Of(segment.Version);
        return http.Request.IsNotModified(segment.Version)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(SegmentResponse.Of(segment, populations.Find(key)));
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
        http.Response.Headers.ETag = EntityTags.Of(segment.Version);
        var response = SegmentResponse.Of(segment, populations.Find(key));
        return isNew ? TypedResults.Created($"/v1/segments/{key}", response) : TypedResults.Ok(response);
    }

    private static async Task<NoContent> Delete(string key, HttpContext http, SegmentService service, CancellationToken cancellationToken) =>
        await service.DeleteAsync(key, http.Request, cancellationToken) ? TypedResults.NoContent() : throw SegmentErrors.NotFound(key);

    private static async Task<Ok<SegmentPreviewResponse>> Preview(PreviewRequest request, SegmentPreview preview, CancellationToken cancellationToken) =>
        TypedResults.Ok(await preview.RunAsync(request, cancellationToken));
}
