using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Security;
using MicroSeg.Api.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Web;

/// <summary>What holds for every door: keys, sizes, problem details, the OpenAPI document.</summary>
public sealed class DoorTests
{
    private static readonly string[] OpenToAll = ["/health/live", "/health/ready"];

    [Fact]
    public async Task Every_operation_asks_for_a_scope()
    {
        await using var api = new TestApi();
        await api.ClientAsync();

        var open =
            from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let scopes = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy)
            where !scopes.Any(s => s is not null && Scopes.All.Contains(s)) && !OpenToAll.Contains(endpoint.RoutePattern.RawText)
            select endpoint.RoutePattern.RawText;

        Assert.Empty(open);
    }

    [Fact]
    public async Task Without_a_known_key_nothing_is_told()
    {
        await using var api = new TestApi();
        await api.ClientAsync();
        var stranger = api.CreateClient();
        var wrong = api.CreateClient();
        wrong.DefaultRequestHeaders.Add("X-Api-Key", "wrong");

        await AssertProblemAsync(await stranger.GetAsync("/v1/segments"), HttpStatusCode.Unauthorized, "request.unauthenticated");
        await AssertProblemAsync(await wrong.GetAsync("/v1/segments"), HttpStatusCode.Unauthorized, "request.unauthenticated");
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        const string Key = "mseg_for-an-esp";
        await using var api = new TestApi(null, [
            ("Security:Keys:0:Name", "esp"),
            ("Security:Keys:0:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))),
            ("Security:Keys:0:Scopes:0", Scopes.Content)]);
        await api.ClientAsync();
        var esp = api.CreateClient();
        esp.DefaultRequestHeaders.Add("X-Api-Key", Key);

        await AssertProblemAsync(await esp.GetAsync("/v1/blocks/none/content?customer=a"), HttpStatusCode.NotFound, "block.not_published");
        await AssertProblemAsync(await esp.GetAsync("/v1/segments"), HttpStatusCode.Forbidden, "request.forbidden");
        await AssertProblemAsync(await esp.DeleteAsync("/v1/customers/a"), HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task The_development_key_is_nothing_unless_it_is_let_in()
    {
        await using var api = new TestApi(null, [("Security:AllowDevelopmentKey", "false")]);
        var client = await api.ClientAsync();

        await AssertProblemAsync(await client.GetAsync("/v1/segments"), HttpStatusCode.Unauthorized, "request.unauthenticated");
    }

    [Fact]
    public async Task A_definition_that_is_too_large_is_refused_with_both_sizes()
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        var response = await client.PutAsync("/v1/segments/large", new StringContent(new string(' ', 5_000_000), Encoding.UTF8, "application/json"));

        Assert.Contains("4194304", await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "request.too_large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_JSON_is_told_with_its_place()
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        var response = await client.PutAsync("/v1/segments/broken", new StringContent("{\n  \"rule\": }", Encoding.UTF8, "application/json"));

        var problem = JsonElement.Parse(await AssertProblemAsync(response, HttpStatusCode.BadRequest, "request.malformed_json"));
        var error = problem.GetProperty("errors")[0];
        Assert.Equal((2, 11), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
        Assert.DoesNotContain("BytePosition", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_OpenAPI_document_explains_every_operation()
    {
        await using var api = new TestApi();
        await api.ClientAsync();

        var document = await api.CreateClient().GetFromJsonAsync<JsonElement>("/swagger/v1/swagger.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {p.Name}", Operation: o.Value))).ToList();
        Assert.True(operations.Count > 25);
        Assert.All(operations, o => Assert.True(o.Operation.TryGetProperty("summary", out _) && o.Operation.TryGetProperty("operationId", out _), o.Name));
    }

    private static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(body);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("urn:microseg:problem:" + code, problem.GetProperty("type").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("traceId").GetString()));
        return body;
    }
}
