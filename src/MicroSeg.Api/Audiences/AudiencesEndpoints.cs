using MicroSeg.Api.Audiences.Export;
using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Audiences;

/// <summary>The routes of audiences.</summary>
internal static class AudiencesEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/audiences").WithTags("Audiences").RequireAuthorization(Scopes.Read).RequireLoaded();
        group.MapPost("/count", CountAsync).WithName("CountAudience").WithSummary("Count a set of customers")
            .WithDescription("Exactly, now or at a past instant: segments, rules that are not saved and lists, combined by and, or, not and andNot.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPost("/export", ExportAsync).WithName("ExportAudience").WithSummary("Export a set of customers")
            .WithDescription("As NDJSON, CSV or a Roaring bitmap of ordinals, by Accept; gzip by Accept-Encoding. 'rows' makes parts, the header X-MicroSeg-Next has the next one's cursor. "
                + "After a cut, send the same body with the part's X-MicroSeg-Cursor as 'cursor' and the last customer received whole as 'after': every customer who is in the set throughout is met exactly once.")
            .Produces(StatusCodes.Status200OK, contentType: NdjsonFormat.Type, additionalContentTypes: [CsvFormat.Type, RoaringExportFormat.Type])
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status406NotAcceptable).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<AudienceCount>> CountAsync(AudienceRequest request, AudienceService service, CancellationToken cancellationToken) =>
        TypedResults.Ok((await service.ResolveAsync(request, null, [], cancellationToken)).ToCount());

    private static async Task<IResult> ExportAsync(
        ExportRequest request,
        HttpContext http,
        ExportService service,
        ExportFormats formats,
        CancellationToken cancellationToken,
        string? cursor = null,
        string? after = null,
        int? rows = null) =>
        new ExportResult(await service.PrepareAsync(request, cursor, after, rows, cancellationToken), formats.For(http.Request));
}
