using MicroSeg.Api.Security;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MicroSeg.Api.Membership.Explaining;

/// <summary>The routes of explanations.</summary>
internal static class ExplainEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/segments").WithTags("Membership").RequireAuthorization(Scopes.Read).RequireLoaded();
        group.MapGet("/{key}/members/{customer}/explain", Member).WithName("ExplainMember").WithSummary("Why does a customer belong to a segment, or not?")
            .WithDescription("The rule node by node: verdict, value seen, threshold, the events that counted, and the instant at which it flips by itself. 'asOf' asks for another instant, with what is known now.")
            .Produces<ExplanationResponse>();
        group.MapPost("/explain", Rule).WithName("ExplainRule").WithSummary("Why would a customer belong to a rule, or not?")
            .WithDescription("The same for a rule that is not saved.")
            .Produces<ExplanationResponse>();
    }

    private static JsonHttpResult<ExplanationResponse> Member(
        string key, string customer, ExplainQueries queries, ExplanationJson json, CancellationToken cancellationToken, string? asOf = null) =>
        TypedResults.Json(queries.Explain(key, customer, InstantParameter.Read(nameof(asOf), asOf), cancellationToken), json.Options);

    private static async Task<JsonHttpResult<ExplanationResponse>> Rule(ExplainRequest request, ExplainQueries queries, ExplanationJson json, CancellationToken cancellationToken) =>
        TypedResults.Json(await queries.ExplainAsync(request, cancellationToken), json.Options);
}
