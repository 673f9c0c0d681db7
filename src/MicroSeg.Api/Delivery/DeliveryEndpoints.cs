using MicroSeg.Api.Blocks;
using MicroSeg.Api.Blocks.Rendering;
using MicroSeg.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Delivery;

/// <summary>What ESPs call, and what explains what they got.</summary>
internal static class DeliveryEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/blocks/{key}/content", ContentAsync).WithTags("Delivery").RequireAuthorization(Scopes.Content)
            .WithName("GetContent").WithSummary("A block's content for a customer")
            .WithDescription("Always 200 with content for a published block, its default when nothing better can be had; headers (and the body, for json) say where it stands. The format is html (the default), text or json.")
            .Produces(StatusCodes.Status200OK, contentType: "text/html", additionalContentTypes: ["text/plain", "application/json"])
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/v1/blocks/{key}/preview", PreviewAsync).WithTags("Delivery").RequireAuthorization(Scopes.Read)
            .WithName("PreviewContent").WithSummary("All formats, and why")
            .WithDescription("What a customer would get and how it came about: the variants and why they were passed over, the offers found and dropped, the render class, the cache, the time of each step. With draft=true of the draft.");
    }

    private static async Task<IResult> ContentAsync(
        string key,
        BlockCatalog blocks,
        ContentLadder ladder,
        DeliveryMetrics metrics,
        IOptions<DeliveryOptions> options,
        TimeProvider time,
        string? customer = null,
        string? format = null,
        string? send = null)
    {
        if (!ContentFormats.TryParse(format, out var wanted))
            throw DeliveryErrors.UnknownFormat(format!);
        if (!blocks.TryGet(key, out var block))
            throw Unknown(key, blocks);
        var started = time.GetTimestamp();
        var answer = await ladder.AnswerAsync(block, customer, wanted, send);
        var took = time.GetElapsedTime(started);
        metrics.Answered(answer, took);
        var fresh = answer.FreshUntil - time.GetUtcNow();
        return new ContentResult(answer, wanted, customer, took, fresh < options.Value.ClientMaxAge ? fresh : options.Value.ClientMaxAge);
    }

    private static async Task<Ok<ContentPreviewResponse>> PreviewAsync(
        string key,
        BlockCatalog blocks,
        BlockService drafts,
        PreviewService previews,
        CancellationToken cancellationToken,
        string? customer = null,
        string? send = null,
        bool draft = false)
    {
        if (draft)
            return TypedResults.Ok(await previews.PreviewAsync(await drafts.CompileDraftAsync(key, cancellationToken) ?? throw BlockErrors.NotFound(key), customer, send));
        return TypedResults.Ok(await previews.PreviewAsync(blocks.TryGet(key, out var block) ? block : throw Unknown(key, blocks), customer, send));
    }

    /// <summary>A wrong key is a mistake in a campaign's setting up: it is told as one, so that it is found before anything is sent.</summary>
    private static Web.ApiException Unknown(string key, BlockCatalog blocks) => blocks.IsLoaded ? BlockErrors.NotPublished(key) : DeliveryErrors.Loading();
}
