using MicroSeg.Api.Security;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Webhooks;

/// <summary>The routes of webhooks.</summary>
internal static class WebhooksEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/webhooks").WithTags("Webhooks").RequireAuthorization(Scopes.Manage);
        group.MapGet("/", ListAsync).WithName("ListWebhooks").WithSummary("List webhooks").WithDescription("In the order of their keys, page by page.");
        group.MapGet("/{key}", GetAsync).WithName("GetWebhook").WithSummary("Get a webhook").WithDescription("With how it fares; its secret is not told again.");
        group.MapPut("/{key}", PutAsync).WithName("PutWebhook").WithSummary("Save a webhook")
            .WithDescription("Customers who enter or leave segments are told to its URL from then on, signed as Standard Webhooks has it. The answer to the first save shows the secret, once. Honours If-Match and If-None-Match.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        group.MapDelete("/{key}", DeleteAsync).WithName("DeleteWebhook").WithSummary("Delete a webhook").WithDescription("With all that waits to be sent to it. Honours If-Match.");
        group.MapPost("/{key}/rotate", RotateAsync).WithName("RotateWebhookSecret").WithSummary("Change a webhook's secret")
            .WithDescription("Answers the new secret, once. Messages carry a signature by each of the two until the one before runs out (previousSecretUntil). Honours If-Match.");
        group.MapPost("/{key}/test", TestAsync).WithName("TestWebhook").WithSummary("Send a test message").WithDescription("Sends a message of type webhook.test at once, and answers what came of it.");
        group.MapGet("/{key}/deliveries", DeliveriesAsync).WithName("ListWebhookDeliveries").WithSummary("List a webhook's messages")
            .WithDescription("The newest first, page by page: what they tell, how often they were sent, what was answered, and when they are sent next. 'status' is pending, delivered, failed or dropped.");
        group.MapPost("/{key}/deliveries/{id}/resend", ResendAsync).WithName("ResendWebhookDelivery").WithSummary("Send a message again").WithDescription("Whatever came of it, and under the id that it has.");
    }

    private static async Task<Ok<Page<WebhookResponse>>> ListAsync(WebhookService service, CancellationToken cancellationToken, int? limit = null, string? cursor = null) =>
        TypedResults.Ok(await service.ListAsync(limit, cursor, cancellationToken));

    // How it fares changes without an edit, so there is no 304.
    private static async Task<Ok<WebhookResponse>> GetAsync(string key, HttpContext http, WebhookService service, CancellationToken cancellationToken)
    {
        var webhook = await service.FindAsync(key, cancellationToken) ?? throw WebhookErrors.NotFound(key);
        http.Response.Headers.ETag = EntityTags.Of(webhook.Version);
        return TypedResults.Ok(WebhookResponse.Of(webhook));
    }

    private static async Task<Results<Ok<WebhookResponse>, Created<WebhookResponse>>> PutAsync(string key, WebhookRequest request, HttpContext http, WebhookService service, CancellationToken cancellationToken)
    {
        var (webhook, isNew) = await service.SaveAsync(key, request, http.Request, cancellationToken);
        http.Response.Headers.ETag = EntityTags.Of(webhook.Version);
        var response = WebhookResponse.Of(webhook, showSecret: isNew);
        return isNew ? TypedResults.Created($"/v1/webhooks/{key}", response) : TypedResults.Ok(response);
    }

    private static async Task<NoContent> DeleteAsync(string key, HttpContext http, WebhookService service, CancellationToken cancellationToken) =>
        await service.DeleteAsync(key, http.Request, cancellationToken) ? TypedResults.NoContent() : throw WebhookErrors.NotFound(key);

    private static async Task<Ok<WebhookResponse>> RotateAsync(string key, HttpContext http, WebhookService service, CancellationToken cancellationToken)
    {
        var webhook = await service.RotateAsync(key, http.Request, cancellationToken) ?? throw WebhookErrors.NotFound(key);
        http.Response.Headers.ETag = EntityTags.Of(webhook.Version);
        return TypedResults.Ok(WebhookResponse.Of(webhook, showSecret: true));
    }

    private static async Task<Ok<WebhookTestReply>> TestAsync(string key, WebhookService service, CancellationToken cancellationToken) =>
        TypedResults.Ok(await service.TestAsync(key, cancellationToken) ?? throw WebhookErrors.NotFound(key));

    private static async Task<Ok<Page<DeliveryReply>>> DeliveriesAsync(
        string key, DeliveryQueries queries, CancellationToken cancellationToken, string? status = null, int? limit = null, string? cursor = null) =>
        TypedResults.Ok(await queries.ListAsync(key, StatusOf(status), limit, cursor, cancellationToken) ?? throw WebhookErrors.NotFound(key));

    private static async Task<Accepted<DeliveryReply>> ResendAsync(string key, string id, DeliveryQueries queries, CancellationToken cancellationToken) =>
        TypedResults.Accepted((string?)null, await queries.ResendAsync(key, id, cancellationToken) ?? throw WebhookErrors.NoDelivery(id));

    private static DeliveryStatus? StatusOf(string? name) =>
        string.IsNullOrEmpty(name) ? null : Enum.TryParse<DeliveryStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : throw WebhookErrors.UnknownStatus(name);
}
