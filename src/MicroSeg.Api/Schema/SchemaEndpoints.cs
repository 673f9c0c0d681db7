using System.Text.Json;
using MicroSeg.Api.Security;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Schema;

/// <summary>What data may come: <c>/v1/schema</c>.</summary>
internal static class SchemaEndpoints
{
    private const string Additive = "Only additions are taken; an edit that would drop, rename or retype what is there is refused with 409 and names what depends on it. "
        + "Names are " + SchemaNames.Rule + ". Types: string, number, decimal, boolean, date, datetime, stringSet, geo.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/schema").WithTags("Schema");
        var read = group.MapGroup("").RequireAuthorization(Scopes.Read);
        read.MapGet("", GetSchema).WithName("GetSchema").WithSummary("The whole schema");
        read.MapGet("/attributes/{name}", GetAttribute).WithName("GetAttribute").WithSummary("One attribute");
        read.MapGet("/events/{name}", GetEvent).WithName("GetEventType").WithSummary("One event type");
        read.MapGet("/feeds/{name}", GetFeed).WithName("GetFeed").WithSummary("One feed of offers");

        var manage = group.MapGroup("").RequireAuthorization(Scopes.Manage).ProducesProblem(400).ProducesProblem(409).ProducesProblem(412);
        manage.MapPut("/attributes/{name}", PutAttribute).WithName("PutAttribute").WithSummary("Define an attribute of customers").WithDescription(Additive).Accepts<PutAttribute>("application/json");
        manage.MapPut("/events/{name}", PutEvent).WithName("PutEventType").WithSummary("Define an event type or add properties to it").WithDescription(Additive).Accepts<PutEvent>("application/json");
        manage.MapPut("/feeds/{name}", PutFeed).WithName("PutFeed").WithSummary("Define a feed of offers or add fields to it")
            .WithDescription(Additive + " 'key' names the string field that offers are upserted by, 'observedAt' the datetime field that says when the price was seen; without it the time of intake counts.")
            .Accepts<PutFeed>("application/json");
    }

    private static Results<Ok<SchemaReply>, StatusCodeHttpResult> GetSchema(SchemaCatalog catalog, HttpContext context)
    {
        var schema = catalog.Current;
        return Tagged(context, schema.Version) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(SchemaReply.Of(schema));
    }

    private static Results<Ok<AttributeReply>, StatusCodeHttpResult> GetAttribute(string name, SchemaCatalog catalog, HttpContext context) =>
        Get(AttributeReply.Of(catalog.Current, name) ?? throw SchemaErrors.NotFound(SchemaKind.Attribute, name, catalog.Audience.Attributes.Select(a => a.Name)), r => r.Version, context);

    private static Results<Ok<EventReply>, StatusCodeHttpResult> GetEvent(string name, SchemaCatalog catalog, HttpContext context) =>
        Get(EventReply.Of(catalog.Current, name) ?? throw SchemaErrors.NotFound(SchemaKind.Event, name, catalog.Audience.Events.Select(e => e.Name)), r => r.Version, context);

    private static Results<Ok<FeedReply>, StatusCodeHttpResult> GetFeed(string name, SchemaCatalog catalog, HttpContext context) =>
        Get(FeedReply.Of(catalog.Current, name) ?? throw SchemaErrors.NotFound(SchemaKind.Feed, name, catalog.Feeds.Keys), r => r.Version, context);

    private static Task<Results<Ok<AttributeReply>, Created<AttributeReply>>> PutAttribute(string name, SchemaService service, HttpContext context, CancellationToken cancellationToken) =>
        PutAsync(SchemaKind.Attribute, name, AttributeReply.Of, r => r.Version, service, context, cancellationToken);

    private static Task<Results<Ok<EventReply>, Created<EventReply>>> PutEvent(string name, SchemaService service, HttpContext context, CancellationToken cancellationToken) =>
        PutAsync(SchemaKind.Event, name, EventReply.Of, r => r.Version, service, context, cancellationToken);

    private static Task<Results<Ok<FeedReply>, Created<FeedReply>>> PutFeed(string name, SchemaService service, HttpContext context, CancellationToken cancellationToken) =>
        PutAsync(SchemaKind.Feed, name, FeedReply.Of, r => r.Version, service, context, cancellationToken);

    private static Results<Ok<T>, StatusCodeHttpResult> Get<T>(T reply, Func<T, long> versionOf, HttpContext context) =>
        Tagged(context, versionOf(reply)) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(reply);

    private static async Task<Results<Ok<T>, Created<T>>> PutAsync<T>(
        SchemaKind kind, string name, Func<SchemaState, string, T?> replyOf, Func<T, long> versionOf, SchemaService service, HttpContext context, CancellationToken cancellationToken)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, Strict, cancellationToken);
        var (schema, created) = await service.PutAsync(kind, name, json.RootElement, context.Request.RequireMatch, cancellationToken);
        var reply = replyOf(schema, name)!;
        context.Response.Headers.ETag = EntityTags.Of(versionOf(reply));
        return created ? TypedResults.Created(context.Request.Path.Value, reply) : TypedResults.Ok(reply);
    }

    private static bool Tagged(HttpContext context, long version)
    {
        context.Response.Headers.ETag = EntityTags.Of(version);
        return context.Request.IsNotModified(version);
    }
}
