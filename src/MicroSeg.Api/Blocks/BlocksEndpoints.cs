using System.Text.Json;
using MicroSeg.Api.Security;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Blocks;

/// <summary>Editing and publishing blocks.</summary>
internal static class BlocksEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/v1/blocks").WithTags("Blocks").RequireAuthorization(Scopes.Read);
        read.MapGet("", ListAsync).WithName("ListBlocks").WithSummary("The blocks").WithDescription("By key, a page at a time.");
        read.MapGet("/{key}", GetAsync).WithName("GetBlock").WithSummary("A block").WithDescription("Its draft, what is published, and its versions. The ETag goes into If-Match of edits.");

        var edit = app.MapGroup("/v1/blocks").WithTags("Blocks").RequireAuthorization(Scopes.Manage);
        edit.MapPut("/{key}", PutAsync).WithName("PutBlock").WithSummary("Save a draft")
            .WithDescription("The definition is checked as a whole: every mistake comes back with its place, those in templates with line and column. What is served stays as it is until the draft is published.");
        edit.MapDelete("/{key}", DeleteAsync).WithName("DeleteBlock").WithSummary("Delete a block").WithDescription("With all its versions. Requests for its content find nothing after that.");
        edit.MapPost("/{key}/publish", PublishAsync).WithName("PublishBlock").WithSummary("Publish the draft").WithDescription("The draft becomes the next version and is served at once, on every node.");
        edit.MapPost("/{key}/rollback", RollbackAsync).WithName("RollbackBlock").WithSummary("Go back to an earlier version")
            .WithDescription("The version that was served before, or the one named in the body, is served again under its own number. The draft stays as it is.");
    }

    private static async Task<Ok<Page<BlockSummary>>> ListAsync(BlockService blocks, CancellationToken cancellationToken, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await blocks.ListAsync(cursor, limit, cancellationToken));

    private static async Task<Results<Ok<BlockResponse>, StatusCodeHttpResult>> GetAsync(string key, HttpContext context, BlockService blocks, CancellationToken cancellationToken)
    {
        var block = await blocks.FindAsync(key, cancellationToken) ?? throw BlockErrors.NotFound(key);
        context.Response.Headers.ETag = EntityTags.Of(block.Revision);
        return context.Request.IsNotModified(block.Revision) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(block);
    }

    private static async Task<Results<Ok<BlockResponse>, Created<BlockResponse>>> PutAsync(string key, JsonElement definition, HttpContext context, BlockService blocks, CancellationToken cancellationToken)
    {
        var (block, isNew) = await blocks.SaveAsync(key, definition, context.Request.RequireMatch, cancellationToken);
        context.Response.Headers.ETag = EntityTags.Of(block.Revision);
        return isNew ? TypedResults.Created($"/v1/blocks/{key}", block) : TypedResults.Ok(block);
    }

    private static async Task<NoContent> DeleteAsync(string key, HttpContext context, BlockService blocks, CancellationToken cancellationToken) =>
        await blocks.DeleteAsync(key, context.Request.RequireMatch, cancellationToken) ? TypedResults.NoContent() : throw BlockErrors.NotFound(key);

    private static async Task<Ok<BlockResponse>> PublishAsync(string key, HttpContext context, BlockService blocks, CancellationToken cancellationToken) =>
        Served(context, await blocks.PublishAsync(key, context.Request.RequireMatch, cancellationToken));

    private static async Task<Ok<BlockResponse>> RollbackAsync(string key, HttpContext context, BlockService blocks, CancellationToken cancellationToken, RollbackRequest? request = null) =>
        Served(context, await blocks.RollbackAsync(key, request?.Version, context.Request.RequireMatch, cancellationToken));

    private static Ok<BlockResponse> Served(HttpContext context, BlockResponse block)
    {
        context.Response.Headers.ETag = EntityTags.Of(block.Revision);
        return TypedResults.Ok(block);
    }
}
