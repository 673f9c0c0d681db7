using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>The routes of segments' versions.</summary>
internal static class VersionsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/v1/segments/{key}/versions").WithTags("Segments").RequireAuthorization(Scopes.Read).RequireLoaded();
        read.MapGet("/", List).WithName("ListSegmentVersions").WithSummary("List a segment's versions").WithDescription(
            "The newest first, page by page: when each was saved, by which key, and what it changed, in words. The versions of a segment that was deleted are kept.");
        read.MapGet("/{version:long}", Get).WithName("GetSegmentVersion").WithSummary("Get a version of a segment").WithDescription("All that it says, and what it changed of the one before.");
        read.MapGet("/{from:long}...{to:long}", Compare).WithName("CompareSegmentVersions").WithSummary("Compare two versions of a segment").WithDescription(
            "The fields that are not the same, and the rules part by part: what was added, removed or changed, with its path, and both rules as sentences. Items of lists are matched by what they say, not by their place.");

        var manage = app.MapGroup("/v1/segments/{key}").WithTags("Segments").RequireAuthorization(Scopes.Manage).RequireLoaded();
        manage.MapPost("/rollback", Rollback).WithName("RollbackSegment").WithSummary("Go back to a version of a segment").WithDescription(
            "Saves the rule and the texts of an earlier version as a new one. The status stays as it is; a list keeps its ids. Honours If-Match.");
    }

    private static async Task<Ok<Page<VersionSummary>>> List(string key, VersionQueries versions, CancellationToken cancellationToken, int? limit = null, string? cursor = null) =>
        TypedResults.Ok(await versions.PageAsync(key, Cursor.Limit(limit), cursor, cancellationToken));

    private static async Task<Ok<VersionResponse>> Get(string key, long version, VersionQueries versions, CancellationToken cancellationToken) =>
        TypedResults.Ok(await versions.GetAsync(key, version, cancellationToken));

    private static async Task<Ok<VersionDiff>> Compare(string key, long from, long to, VersionQueries versions, CancellationToken cancellationToken) =>
        TypedResults.Ok(await versions.CompareAsync(key, from, to, cancellationToken));

    private static async Task<Ok<SegmentResponse>> Rollback(string key, RollbackSegmentRequest request, HttpContext http, RollbackSegment rollback, ISegmentPopulations populations, CancellationToken cancellationToken) =>
        SegmentsEndpoints.Answer(await rollback.RunAsync(key, request, http.Request, cancellationToken), http, populations);
}
