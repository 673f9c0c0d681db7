using System.Net;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Delivery;

public sealed class ContentTests
{
    private static readonly string[] JfkFares =
        [AirlineApi.Fare("f1", "JFK", "LHR", 420.5m, "London"), AirlineApi.Fare("f2", "JFK", "CDG", 399m, "Paris"), AirlineApi.Fare("f4", "JFK", "LIS", 350.25m, "Lisbon")];

    [Fact]
    public async Task City_offers_are_these_bytes()
    {
        await using var airline = await AirlineApi.StartAsync();

        var american = await airline.ContentAsync("c1");
        var german = await airline.ContentAsync("c2");

        Assert.Equal("<ul><li>Lisbon, 1 Jul from $350.25</li><li>Paris, 1 Jul from $399.00</li><li>London, 1 Jul from $420.50</li><li>Delhi, 1 Jul from $780.00</li></ul>", american.Body);
        Assert.Equal("<ul><li>Lisbon, 1 Juli from 350,25\u00a0$</li><li>Paris, 1 Juli from 399,00\u00a0$</li><li>London, 1 Juli from 420,50\u00a0$</li><li>Delhi, 1 Juli from 780,00\u00a0$</li></ul>", german.Body);
        Assert.Equal(("live", null, "by-city", "1"), (american.Source, american.Reason, american.Variant, american.Version));
    }

    [Fact]
    public async Task The_second_of_a_class_is_served_from_the_cache_and_a_changed_feed_is_not()
    {
        await using var airline = await AirlineApi.StartAsync();
        await airline.CustomersAsync("""{ "id": "c3", "attributes": { "homeAirport": "JFK", "locale": "en-US", "firstName": "Cy" } }""");

        var first = await airline.ContentAsync("c1");
        var second = await airline.ContentAsync("c3");
        await airline.OffersAsync([AirlineApi.Fare("f1", "JFK", "LHR", 10m, "London")]);
        var third = await airline.ContentAsync("c1");

        Assert.Equal(("live", "cached", "live"), (first.Source, second.Source, third.Source));
        Assert.Equal(first.Body, second.Body);
        Assert.StartsWith("<ul><li>London, 1 Jul from $10.00</li>", third.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variant_follows_the_segment_and_its_context()
    {
        await using var airline = await AirlineApi.StartAsync();

        var content = await airline.ContentAsync("expat");

        Assert.Equal(("<h2>Back to DEL</h2><p>US$780.00</p>", "expats"), (content.Body, content.Variant));
    }

    [Fact]
    public async Task When_a_variant_has_no_offers_the_next_is_shown()
    {
        await using var airline = await AirlineApi.StartAsync();
        await airline.OffersAsync(JfkFares, replace: true);

        var content = await airline.ContentAsync("expat");

        Assert.Equal(("live", "by-city"), (content.Source, content.Variant));
    }

    [Theory]
    [InlineData("stranger", "unknown_customer")]
    [InlineData("", "unknown_customer")]
    [InlineData("nowhere", "missing_attribute:homeAirport")]
    [InlineData("remote", "no_offers")]
    [InlineData("few", "too_few_offers")]
    public async Task Default_says_why(string customer, string reason)
    {
        await using var airline = await AirlineApi.StartAsync();

        var html = await airline.ContentAsync(customer);
        var text = await airline.ContentAsync(customer, "text");

        Assert.Equal((AirlineApi.DefaultHtml, "default", reason, null), (html.Body, html.Source, html.Reason, html.Variant));
        Assert.Equal("Our best fares are on the site.", text.Body);
        Assert.Equal("no-store", html.Response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Json_says_all_of_it_in_the_body()
    {
        await using var airline = await AirlineApi.StartAsync();

        var live = JsonElement.Parse((await airline.ContentAsync("c1", "json")).Body);
        var fallback = JsonElement.Parse((await airline.ContentAsync("nowhere", "json")).Body);

        Assert.Equal(
            ["block", "customer", "source", "reason", "variant", "version", "asOf", "subject", "html", "text", "data"],
            live.EnumerateObject().Select(m => m.Name));
        Assert.Equal("4 flights", live.GetProperty("subject").GetString());
        Assert.Equal("2026-06-15T12:00:00.000Z", live.GetProperty("asOf").GetString());
        Assert.Equal("LIS", live.GetProperty("data").GetProperty("offers")[0].GetProperty("destination").GetString());
        Assert.Equal(350.25m, live.GetProperty("data").GetProperty("offers")[0].GetProperty("price").GetDecimal());
        Assert.Equal(("default", "missing_attribute:homeAirport", JsonValueKind.Null), (fallback.GetProperty("source").GetString(), fallback.GetProperty("reason").GetString(), fallback.GetProperty("variant").ValueKind));
        Assert.Equal("""{"offers":[]}""", fallback.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_late_feed_is_stale_and_then_default()
    {
        await using var airline = await AirlineApi.StartAsync();
        var live = await airline.ContentAsync("c1");

        airline.Api.Clock.Advance(TimeSpan.FromHours(24));
        var stale = await airline.ContentAsync("c1");
        airline.Api.Clock.Advance(TimeSpan.FromHours(25));
        var tooStale = await airline.ContentAsync("c1");

        Assert.Equal("live", live.Source);
        Assert.Equal((live.Body, "stale", "stale_prices"), (stale.Body, stale.Source, stale.Reason));
        Assert.Equal((AirlineApi.DefaultHtml, "default", "stale_prices"), (tooStale.Body, tooStale.Source, tooStale.Reason));
    }

    [Fact]
    public async Task A_cached_render_expires_when_its_first_offer_does()
    {
        await using var airline = await AirlineApi.StartAsync();
        await airline.OffersAsync([.. JfkFares, AirlineApi.Fare("f9", "JFK", "ROM", 1m, "Rome", departs: "2026-06-15")], replace: true);

        var today = await airline.ContentAsync("c1");
        airline.Api.Clock.Advance(TimeSpan.FromHours(11) + TimeSpan.FromMinutes(59));
        var lateToday = await airline.ContentAsync("c1");
        airline.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        var tomorrow = await airline.ContentAsync("c1");

        Assert.Contains("Rome", today.Body, StringComparison.Ordinal);
        Assert.Contains("Rome", lateToday.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Rome", tomorrow.Body, StringComparison.Ordinal);
        Assert.Equal("live", tomorrow.Source);
    }

    [Fact]
    public async Task A_render_that_fails_is_stale_and_names_its_reason()
    {
        await using var airline = await AirlineApi.StartAsync();
        var live = await airline.ContentAsync("c1");

        await airline.OffersAsync([AirlineApi.Fare("f2", "JFK", "CDG", 1m, "Paris", currency: "no currency")]);
        var stale = await airline.ContentAsync("c1");
        var neverGood = await airline.ContentAsync("c2");

        Assert.Equal((live.Body, "stale", "render_error"), (stale.Body, stale.Source, stale.Reason));
        Assert.Equal((AirlineApi.DefaultHtml, "default", "render_error"), (neverGood.Body, neverGood.Source, neverGood.Reason));
    }

    [Fact]
    public async Task A_template_without_end_is_stopped()
    {
        await using var airline = await AirlineApi.StartAsync();
        var loops = string.Concat(Enumerable.Repeat("{{#each @root.offers}}", 40)) + "x" + string.Concat(Enumerable.Repeat("{{/each}}", 40));
        await airline.PublishAsync("greedy", $$"""
            { "variants": [ { "key": "all", "data": { "offers": { "feed": "flights", "take": 100 } }, "html": "{{loops}}" } ], "default": { "html": "<p>ok</p>" } }
            """);

        var content = await airline.ContentAsync("c1", block: "greedy");

        Assert.Equal(("<p>ok</p>", "render_error"), (content.Body, content.Reason));
    }

    [Fact]
    public async Task What_comes_from_feeds_is_escaped()
    {
        await using var airline = await AirlineApi.StartAsync();
        await airline.OffersAsync([.. JfkFares, AirlineApi.Fare("f7", "JFK", "EVL", 1m, "<script>alert(\"x\")</script>")]);

        var html = await airline.ContentAsync("c1");
        var text = await airline.ContentAsync("c1", "text");

        Assert.DoesNotContain("<script", html.Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html.Body, StringComparison.Ordinal);
        Assert.Contains("<script>alert(\"x\")</script> $1.00", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_may_go_away()
    {
        await using var airline = await AirlineApi.StartAsync();
        await airline.ContentAsync("c1");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(airline.Api.Folder, "microseg.db*"))
            File.Move(file, file + ".gone");

        var known = await airline.ContentAsync("c1");
        var fresh = await airline.ContentAsync("c2");
        airline.Api.Clock.Advance(TimeSpan.FromMinutes(5));
        var later = await airline.ContentAsync("c2");

        Assert.Equal(("cached", "live", "cached"), (known.Source, fresh.Source, later.Source));
    }

    [Fact]
    public async Task A_node_that_starts_without_its_store_serves_defaults()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        try
        {
            await using (var first = await AirlineApi.StartAsync(new TestApi(folder)))
                await first.ContentAsync("c1");
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(folder, "microseg.db*"))
                File.Delete(file);
            await File.WriteAllTextAsync(Path.Combine(folder, "microseg.db"), new string('x', 8192), TestContext.Current.CancellationToken);

            await using var api = new TestApi(folder);
            var client = api.CreateClient();
            client.DefaultRequestHeaders.Add("X-Api-Key", "dev");
            var known = await client.GetAsync("/v1/blocks/city-offers/content?customer=c1", TestContext.Current.CancellationToken);
            var unknown = await client.GetAsync("/v1/blocks/other/content?customer=c1", TestContext.Current.CancellationToken);

            Assert.Equal((HttpStatusCode.OK, AirlineApi.DefaultHtml), (known.StatusCode, await known.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            Assert.Equal("dependency_down", known.Headers.GetValues("X-MicroSeg-Reason").Single());
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (unknown.StatusCode, unknown.Headers.RetryAfter?.ToString()));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        await using var airline = await AirlineApi.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await airline.GetAsync("/v1/blocks/nothing/content?customer=c1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await airline.GetAsync("/v1/blocks/city-offers/content?customer=c1&format=pdf")).StatusCode);
    }

    [Fact]
    public async Task Preview_tells_why()
    {
        await using var airline = await AirlineApi.StartAsync();

        var preview = await airline.JsonAsync("/v1/blocks/city-offers/preview?customer=c1");
        var tried = preview.GetProperty("tried");

        Assert.Equal(("expats", "not_in_segment"), (tried[0].GetProperty("variant").GetString(), tried[0].GetProperty("reason").GetString()));
        Assert.True(tried[1].GetProperty("chosen").GetBoolean());
        Assert.Equal(4, tried[1].GetProperty("data")[0].GetProperty("considered").GetInt32());
        Assert.Equal("JFK", tried[1].GetProperty("values").GetProperty("customer.homeAirport").GetString());
        Assert.Equal("none", preview.GetProperty("cache").GetString());
        Assert.NotEmpty(preview.GetProperty("class").GetString()!);
    }

    [Fact]
    public async Task A_draft_is_seen_in_its_preview_only()
    {
        await using var airline = await AirlineApi.StartAsync();
        await airline.DoAsync(HttpMethod.Put, "/v1/blocks/city-offers", """{ "variants": [ { "key": "new", "html": "<p>Hi {{customer.firstName}}</p>" } ], "default": { "html": "<p>new</p>" } }""");

        var served = await airline.ContentAsync("c1");
        var preview = await airline.JsonAsync("/v1/blocks/city-offers/preview?customer=c1&draft=true");

        Assert.Equal(("by-city", "1"), (served.Variant, served.Version));
        Assert.Equal("<p>Hi Ann</p>", preview.GetProperty("html").GetString());
    }
}
