using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MicroSeg.Api.Tests.Delivery;

namespace MicroSeg.Api.Tests.Blocks;

public sealed class BlockTests
{
    private const string Simple = """{ "variants": [ { "key": "a", "html": "<p>one</p>" } ], "default": { "html": "<p>none</p>" } }""";

    [Fact]
    public async Task Every_mistake_comes_back_with_its_place()
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);
        await airline.DefineAsync();

        var response = await airline.SendAsync(HttpMethod.Put, "/v1/blocks/bad", """
            {
              "nmae": "x",
              "variants": [
                { "key": "a", "segment": "expat", "html": "ok" },
                { "key": "b", "segment": "expats",
                  "data": {
                    "offers": { "feed": "flights", "where": { "orgin": "JFK", "price": { "contains": "x" }, "origin": "{customer.homeAirprt}", "destination": "{segment.destinatoin}", "currency": "{customer.age}" },
                                "sort": "-prise", "take": 0, "maxAge": "soon", "notPast": ["price"] },
                    "fares": { "feed": "flight" } },
                  "html": "line one\n  {{customer.homeAirprt}}\n{{#each fares}}{{x}}{{/each}}", "text": "{{#if x}}" },
                { "key": "c", "data": { "offers": { "feed": "flights", "where": { "origin": "{segment.destination}" } } }, "html": "{{#each offers}}{{prise}} {{mony price currency}}{{/each}}" } ],
              "default": { "html": "<p>{{customer.firstName}}</p>" },
              "staleFor": "2 days"
            }
            """);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var found = problem.GetProperty("errors").EnumerateArray().Select(e => (Path: e.GetProperty("path").GetString()!, Code: e.GetProperty("code").GetString()!, Error: e)).ToList();

        Assert.Equal((HttpStatusCode.BadRequest, "block.invalid"), (response.StatusCode, problem.GetProperty("code").GetString()));
        foreach (var expected in new[]
        {
            ("$.nmae", "block.unknown_key"), ("$.variants[0].segment", "block.unknown_segment"), ("$.variants[1].data.offers.where.orgin", "block.unknown_field"),
            ("$.variants[1].data.offers.where.price.contains", "rule.operator_not_for_type"), ("$.variants[1].data.offers.where.origin", "block.unknown_placeholder"),
            ("$.variants[1].data.offers.where.destination", "block.unknown_placeholder"), ("$.variants[1].data.offers.where.currency", "block.placeholder_type"),
            ("$.variants[1].data.offers.sort", "block.unknown_field"), ("$.variants[1].data.offers.take", "block.out_of_range"), ("$.variants[1].data.offers.maxAge", "block.bad_duration"),
            ("$.variants[1].data.offers.notPast", "block.wrong_type"), ("$.variants[1].data.fares.feed", "block.unknown_feed"), ("$.variants[1].html", "template.unknown_field"),
            ("$.variants[1].text", "template.unclosed_block"), ("$.variants[2].data.offers.where.origin", "block.unknown_placeholder"), ("$.default.html", "block.default_placeholder"),
            ("$.staleFor", "block.bad_duration"), ("$.variants[2].html", "template.unknown_helper"),
        })
        {
            Assert.Contains(expected, found.Select(f => (f.Path, f.Code)));
        }

        var field = found.Single(f => f.Path == "$.variants[1].html").Error;
        Assert.Equal((2, 5), (field.GetProperty("line").GetInt32(), field.GetProperty("column").GetInt32()));
        Assert.Contains("homeAirport", field.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await airline.GetAsync("/v1/blocks/bad")).StatusCode);
    }

    [Fact]
    public async Task A_default_is_required()
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);

        var response = await airline.SendAsync(HttpMethod.Put, "/v1/blocks/bad", """{ "variants": [] }""");

        Assert.Contains("$.default", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{ \"variants\": 7, \"default\": [] }")]
    public async Task Nonsense_is_refused(string body)
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);

        Assert.Equal(HttpStatusCode.BadRequest, (await airline.SendAsync(HttpMethod.Put, "/v1/blocks/bad", body)).StatusCode);
    }

    [Fact]
    public async Task Drafts_are_published_versions_kept_and_rolled_back_to()
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);
        await airline.CustomersAsync("""{ "id": "c1" }""");

        var created = await airline.SendAsync(HttpMethod.Put, "/v1/blocks/b", Simple);
        var unpublished = await airline.GetAsync("/v1/blocks/b/content?customer=c1");
        await airline.DoAsync(HttpMethod.Post, "/v1/blocks/b/publish");
        var one = await airline.ContentAsync("c1", block: "b");
        await airline.PublishAsync("b", Simple.Replace("one", "two", StringComparison.Ordinal));
        var two = await airline.ContentAsync("c1", block: "b");
        await airline.DoAsync(HttpMethod.Post, "/v1/blocks/b/rollback", """{ "version": 1 }""");
        var back = await airline.ContentAsync("c1", block: "b");
        var block = await airline.JsonAsync("/v1/blocks/b");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NotFound), (created.StatusCode, unpublished.StatusCode));
        Assert.Equal(("<p>one</p>", "1", "<p>two</p>", "2", "<p>one</p>", "1"), (one.Body, one.Version, two.Body, two.Version, back.Body, back.Version));
        Assert.Equal((1, 2), (block.GetProperty("published").GetProperty("version").GetInt32(), block.GetProperty("versions").GetArrayLength()));
        Assert.True(block.GetProperty("hasUnpublishedChanges").GetBoolean());
    }

    [Fact]
    public async Task Edits_heed_if_match()
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);
        var created = await airline.SendAsync(HttpMethod.Put, "/v1/blocks/b", Simple);
        var tag = created.Headers.ETag!.Tag;

        var second = await airline.SendAsync(HttpMethod.Put, "/v1/blocks/b", Simple, ifMatch: tag);
        var late = await airline.SendAsync(HttpMethod.Put, "/v1/blocks/b", Simple, ifMatch: tag);
        var latePublish = await airline.SendAsync(HttpMethod.Post, "/v1/blocks/b/publish", ifMatch: tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (second.StatusCode, late.StatusCode, latePublish.StatusCode));
    }

    [Fact]
    public async Task A_deleted_block_that_is_made_again_shows_nothing_old()
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);
        await airline.CustomersAsync("""{ "id": "c1" }""");
        await airline.PublishAsync("b", Simple);
        await airline.ContentAsync("c1", block: "b");

        await airline.DoAsync(HttpMethod.Delete, "/v1/blocks/b");
        var gone = await airline.GetAsync("/v1/blocks/b/content?customer=c1");
        airline.Api.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await airline.PublishAsync("b", Simple.Replace("one", "two", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("<p>two</p>", (await airline.ContentAsync("c1", block: "b")).Body);
    }

    [Fact]
    public async Task Blocks_are_listed()
    {
        await using var airline = await AirlineApi.StartAsync(withData: false);
        foreach (var key in new[] { "c", "a", "b" })
            await airline.DoAsync(HttpMethod.Put, "/v1/blocks/" + key, Simple);

        var first = await airline.JsonAsync("/v1/blocks?limit=2");
        var second = await airline.JsonAsync("/v1/blocks?limit=2&cursor=" + first.GetProperty("next").GetString());

        Assert.Equal(["a", "b"], first.GetProperty("items").EnumerateArray().Select(b => b.GetProperty("key").GetString()));
        Assert.Equal(["c"], second.GetProperty("items").EnumerateArray().Select(b => b.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task What_a_block_leans_on_stays()
    {
        await using var airline = await AirlineApi.StartAsync();

        var segment = await airline.SendAsync(HttpMethod.Delete, "/v1/segments/expats");
        var attribute = await airline.SendAsync(HttpMethod.Put, "/v1/schema/attributes/homeAirport", """{ "type": "number" }""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (segment.StatusCode, attribute.StatusCode));
        Assert.Contains("city-offers", await segment.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("city-offers", await attribute.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
