using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Membership.DryRuns;

/// <summary>The route of dry runs.</summary>
internal static class DryRunEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("/v1/segments").WithTags("Segments").RequireAuthorization(Scopes.Read).RequireLoaded()
        .MapPost("/{key}/dry-run", RunDry).WithName("DryRunSegment").WithSummary("What would another rule do?").WithDescription(
            "Evaluates a rule in the place of the segment's, exactly and as of now, and changes nothing: who would enter, leave and stay; the same for every segment that depends on it; the blocks that use any of them; "
            + "and what it has in common with other segments before and after, the 20 with the most first. The segment need not be there yet.");

    private static async Task<Ok<DryRunReply>> RunDry(string key, DryRunRequest request, DryRun dryRun, CancellationToken cancellationToken) => TypedResults.Ok(await dryRun.RunAsync(key, request, cancellationToken));
}
