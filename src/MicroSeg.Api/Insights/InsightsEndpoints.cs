using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Insights;

/// <summary>The routes of comparisons.</summary>
internal static class InsightsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/segments").WithTags("Insights").RequireAuthorization(Scopes.Read).RequireLoaded();
        group.MapGet("/overlap", OverlapAsync).WithName("GetSegmentOverlap").WithSummary("What segments have in common")
            .WithDescription("The exact number of common customers of each two of the segments in 'keys' (parted by commas; all unless given), their Jaccard index, and the share that it is of each.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/insights", InsightsAsync).WithName("GetSegmentInsights").WithSummary("What is worth a look")
            .WithDescription("Near-duplicates ('jaccard', 0.95 unless given), empty segments, segments that have stood still and events that have stopped coming ('days', 30 unless given), and customers whom two variants of one block are meant for.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<OverlapReply>> OverlapAsync(OverlapQuery query, CancellationToken cancellationToken, string? keys = null) =>
        TypedResults.Ok(await query.RunAsync(keys, cancellationToken));

    private static async Task<Ok<InsightsReply>> InsightsAsync(InsightsQuery query, CancellationToken cancellationToken, double? jaccard = null, int? days = null) =>
        TypedResults.Ok(await query.RunAsync(jaccard, days, cancellationToken));
}
