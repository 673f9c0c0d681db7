using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using MicroSeg.GraphQL.Authoring;
using MicroSeg.GraphQL.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace MicroSeg.GraphQL.Tests.Hosting;

/// <summary>The engine behind a real server on the loopback.</summary>
public sealed class GraphQLOverHttpTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private WebApplication? _app;
    private Uri _url = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddGraphQLServer().AddTypes(typeof(Query), typeof(Mutation), typeof(Subscription)).ModifyOptions(options => options.MaxRequestSize = 100_000);
        _app = builder.Build();
        _app.MapGraphQL();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _url = new Uri(_app.Urls.First() + "/graphql");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
    }

    [Fact]
    public async Task Every_audit_of_npm_graphql_http_passes()
    {
        var oracle = Path.Combine(RepositoryRoot.TestProject, "oracle");
        if (!Directory.Exists(Path.Combine(oracle, "node_modules", "graphql-http")))
            Assert.Skip("npm graphql-http is not installed; run 'npm ci' in tests/MicroSeg.GraphQL.Tests/oracle");
        using var node = Process.Start(new ProcessStartInfo("node", ["audit.js", _url.ToString()]) { WorkingDirectory = oracle, RedirectStandardOutput = true, UseShellExecute = false })!;
        var audits = JsonElement.Parse(await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.NotEqual(0, audits.GetArrayLength());
        Assert.Empty(audits.EnumerateArray().Where(audit => audit.GetProperty("status").GetString() != "ok").Select(audit => audit.ToString()));
    }

    [Theory]
    [InlineData("""{"query":"{ hello }"}""", 200, """{"data":{"hello":"world"}}""")]
    [InlineData("""{"query":"{ hello(to: \"you\") }","operationName":null,"variables":null,"extensions":{}}""", 200, """{"data":{"hello":"you"}}""")]
    [InlineData("""{"query":"mutation { set(to: 4) }"}""", 200, """{"data":{"set":4}}""")]
    [InlineData("""{"query":"{ nothing }"}""", 400, "\"code\":\"graphql.validation.")]
    [InlineData("""{"query":"{"}""", 400, "\"code\":\"graphql.syntax\"")]
    [InlineData("""[{"query":"{ hello }"}]""", 400, "batches are not served")]
    [InlineData("""{"query":"{ hello(to: \"\ud800\") }"}""", 400, "graphql.http")]
    [InlineData("nothing", 400, "graphql.http")]
    public async Task Requests_are_answered_with_their_status(string body, int status, string expected)
    {
        using var response = await PostAsync(body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/graphql-response+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutation_by_GET_is_refused()
    {
        using var response = await _client.GetAsync(new Uri(_url + "?query=mutation%7Bset(to:1)%7D"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task Bodies_that_any_site_may_send_are_refused(string contentType, HttpStatusCode status)
    {
        using var response = await PostAsync("""{"query":"{ hello }"}""", contentType);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_body_past_the_limit_is_refused()
    {
        using var response = await PostAsync("{\"query\":\"" + new string(' ', 100_000) + "{ hello }\"}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_served_as_SDL()
        => Assert.StartsWith("type Query {\n  hello(to: String! = \"world\"): String!\n}", await _client.GetStringAsync(new Uri(_url + "/schema.graphql"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public async Task A_browser_gets_GraphiQL_and_all_that_it_names()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _url);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var assets = System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(4, assets.Count);
        foreach (var asset in assets)
        {
            using var file = await _client.GetAsync(new Uri(_url, asset), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
    }

    [Fact]
    public async Task Clients_of_npm_work_unmodified()
    {
        var oracle = Path.Combine(RepositoryRoot.TestProject, "oracle");
        if (!Directory.Exists(Path.Combine(oracle, "node_modules", "graphql-sse")))
            Assert.Skip("npm graphql-sse is not installed; run 'npm ci' in tests/MicroSeg.GraphQL.Tests/oracle");
        using var node = Process.Start(new ProcessStartInfo("node", ["clients.mjs", _url.ToString()]) { WorkingDirectory = oracle, RedirectStandardOutput = true, UseShellExecute = false })!;
        var answers = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            graphql-request {"hello":"world"}
            graphql-request error graphql.validation.fields_on_correct_type
            urql {"hello":"you"} {"set":5}
            apollo {"hello":"apollo"}
            graphql-sse {"data":{"ticked":1}}{"data":{"ticked":2}}{"data":{"ticked":3}}

            """,
            answers,
            ignoreLineEndingDifferences: true);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [QueryType]
    private static class Query
    {
        public static string Hello(string to = "world") => to;
    }

    [SubscriptionType]
    private static class Subscription
    {
        [Subscribe(With = nameof(TickAsync))]
        public static int Ticked([EventMessage] int tick, int upTo) => Math.Min(tick, upTo);

        private static async IAsyncEnumerable<int> TickAsync(int upTo)
        {
            for (var i = 1; i <= upTo; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }

    [MutationType]
    private static class Mutation
    {
        public static int Set(int to) => to;
    }
}
