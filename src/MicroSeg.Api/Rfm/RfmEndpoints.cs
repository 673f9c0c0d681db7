using MicroSeg.Api.Audience;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Security;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Evaluation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Rfm;

/// <summary>The routes of RFM models.</summary>
internal static class RfmEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/v1/rfm-models").WithTags("RFM models").RequireAuthorization(Scopes.Read).RequireLoaded();
        read.MapGet("/", List).WithName("ListRfmModels").WithSummary("List RFM models").WithDescription("In the order of their names, page by page, with their cut points.");
        read.MapGet("/{name}", Get).WithName("GetRfmModel").WithSummary("Get an RFM model").WithDescription("The definition, the cut points of the version in use, and how many customers had each score. Honours If-None-Match.");
        read.MapGet("/{name}/versions", ListVersions).WithName("ListRfmModelVersions").WithSummary("List an RFM model's versions").WithDescription("The newest first, page by page; each has the definition and the cut points that it had.");
        read.MapGet("/{name}/customers/{id}", GetCustomer).WithName("GetRfmScores").WithSummary("Get a customer's scores").WithDescription("The three values and their scores as of now. A customer without an event in the window has none.");

        var manage = app.MapGroup("/v1/rfm-models").WithTags("RFM models").RequireAuthorization(Scopes.Manage).RequireLoaded();
        manage.MapPut("/{name}", Put).WithName("PutRfmModel").WithSummary("Save an RFM model")
            .WithDescription("Creates or replaces it, with cut points computed from the present data as a new version; segments whose rules name it are evaluated anew. Honours If-Match and If-None-Match.");
        manage.MapPost("/{name}/refresh", Refresh).WithName("RefreshRfmModel").WithSummary("Refresh an RFM model").WithDescription("Computes the cut points anew, from the present data, as a new version. Honours If-Match.");
        manage.MapDelete("/{name}", Delete).WithName("DeleteRfmModel").WithSummary("Delete an RFM model").WithDescription("Refused while segments use it. Honours If-Match.");
    }

    private static Ok<Page<RfmResponse>> List(RfmCatalog catalog, int? limit = null, string? cursor = null)
    {
        var (size, after) = (Cursor.Limit(limit), Cursor.Decode(cursor));
        var found = catalog.Models.Values.Where(m => after is null || string.CompareOrdinal(m.Model.Name, after) > 0).Take(size + 1).ToList();
        var next = found.Count > size ? Cursor.Encode(found[size - 1].Model.Name) : null;
        return TypedResults.Ok(new Page<RfmResponse>([.. found.Take(size).Select(m => RfmResponse.Of(m))], next));
    }

    private static Results<Ok<RfmResponse>, StatusCodeHttpResult> Get(string name, HttpContext http, RfmCatalog catalog)
    {
        var model = catalog.Find(name) ?? throw RfmErrors.NotFound(name);
        http.Response.Headers.ETag = EntityTags.Of(model.Model.Version);
        return http.Request.IsNotModified(model.Model.Version) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(RfmResponse.Of(model));
    }

    private static async Task<Ok<Page<RfmResponse>>> ListVersions(
        string name, RfmCatalog catalog, IDbContextFactory<MicroSegDbContext> store, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var (size, before) = (Cursor.Limit(limit), Cursor.DecodeNumber(cursor) ?? long.MaxValue);
        var model = catalog.Find(name) ?? throw RfmErrors.NotFound(name);
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<StoredModelVersion>().AsNoTracking().Where(v => v.Name == name && v.Version < before).OrderByDescending(v => v.Version).Take(size + 1).ToListAsync(cancellationToken);
        var next = found.Count > size ? Cursor.Encode($"{found[size - 1].Version}") : null;
        return TypedResults.Ok(new Page<RfmResponse>([.. found.Take(size).Select(v => RfmResponse.Of(v.ToLive(model.CreatedAt), isInUse: v.Version == model.Model.Version))], next));
    }

    private static Ok<RfmCustomerResponse> GetCustomer(string name, string id, RfmCatalog catalog, LiveAudience audience, EvaluationOptions options, TimeProvider time)
    {
        var model = (catalog.Find(name) ?? throw RfmErrors.NotFound(name)).Model;
        var index = audience.Index;
        if (!index.Keys.TryGetOrdinal(id, out var ordinal))
            throw CustomerErrors.NotFound();
        var asOf = time.GetUtcNow();
        if (RfmEvaluator.Find(index, model.Definition, ordinal, asOf, options) is not { } values)
            return TypedResults.Ok(new RfmCustomerResponse(name, model.Version, id, asOf, null, null, null, null));
        var scores = model.ScoresOf(values);
        return TypedResults.Ok(new RfmCustomerResponse(
            name,
            model.Version,
            id,
            asOf,
            values.LastAt,
            new(values.Age, scores?.Recency),
            new(values.Count, scores?.Frequency),
            new(RfmResponse.NumberOf(values.Sum), scores?.Monetary)));
    }

    private static async Task<Results<Ok<RfmResponse>, Created<RfmResponse>>> Put(string name, RfmRequest request, HttpContext http, RfmService service, CancellationToken cancellationToken)
    {
        var (model, isNew) = await service.SaveAsync(name, request, http.Request, cancellationToken);
        http.Response.Headers.ETag = EntityTags.Of(model.Model.Version);
        return isNew ? TypedResults.Created($"/v1/rfm-models/{name}", RfmResponse.Of(model)) : TypedResults.Ok(RfmResponse.Of(model));
    }

    private static async Task<Ok<RfmResponse>> Refresh(string name, HttpContext http, RfmService service, CancellationToken cancellationToken)
    {
        var model = await service.RefreshAsync(name, http.Request, cancellationToken) ?? throw RfmErrors.NotFound(name);
        http.Response.Headers.ETag = EntityTags.Of(model.Model.Version);
        return TypedResults.Ok(RfmResponse.Of(model));
    }

    private static async Task<NoContent> Delete(string name, HttpContext http, RfmService service, CancellationToken cancellationToken) =>
        await service.DeleteAsync(name, http.Request, cancellationToken) ? TypedResults.NoContent() : throw RfmErrors.NotFound(name);
}
