using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Membership;

public sealed class MembershipTests
{
    private const string Expats = """{ "event": "booked", "per": "destination", "within": "365d", "count": { "gt": 1 } }""";

    [Fact]
    public async Task An_event_makes_a_member_with_since_and_context()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("expats", Expats);
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-3));
        Assert.False((await audience.GetAsync("/v1/segments/expats/members/c1")).GetProperty("member").GetBoolean());

        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-1));

        var answer = await audience.GetAsync("/v1/segments/expats/members/c1");
        Assert.True(answer.GetProperty("member").GetBoolean());
        Assert.Equal(audience.Now, answer.GetProperty("since").GetDateTimeOffset());
        Assert.Equal("""{"destination":"DEL","count":2}""", answer.GetProperty("context").GetRawText());
        Assert.Equal(audience.Now, answer.GetProperty("asOf").GetDateTimeOffset());
        var segments = await audience.GetAsync("/v1/customers/c1/segments");
        Assert.Equal("expats", Assert.Single(segments.GetProperty("items").EnumerateArray()).GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_member_leaves_a_rolling_window_as_time_passes()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("recent", """{ "event": "booked", "within": "2d" }""");
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-1));
        Assert.Equal(["c1"], await audience.MembersAsync("recent"));

        await audience.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(["c1"], await audience.MembersAsync("recent"));
        await audience.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Empty(await audience.MembersAsync("recent"));
    }

    [Fact]
    public async Task An_event_of_the_future_counts_from_its_time_on()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("booked", """{ "event": "booked" }""");
        await audience.BookAsync("c1", "DEL", audience.Now.AddSeconds(90));
        Assert.Empty(await audience.MembersAsync("booked"));

        await audience.AdvanceAsync(TimeSpan.FromSeconds(91));

        Assert.Equal(["c1"], await audience.MembersAsync("booked"));
    }

    [Fact]
    public async Task A_change_reaches_the_segments_that_name_a_segment()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");
        await audience.SaveAsync("adults-who-booked", """{ "all": [ { "segment": "adults" }, { "event": "booked" } ] }""");
        await audience.BookAsync("c1", "DEL", audience.Now);
        Assert.Empty(await audience.MembersAsync("adults-who-booked"));

        await audience.UpsertAsync("c1", """{ "age": 20 }""");
        Assert.Equal(["c1"], await audience.MembersAsync("adults-who-booked"));
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 21 }""");

        Assert.Empty(await audience.MembersAsync("adults-who-booked"));
    }

    [Fact]
    public async Task Pages_meet_every_lasting_member_once_while_others_come_and_go()
    {
        await using var audience = await TestAudience.StartAsync();
        for (var i = 0; i < 25; i++)
            await audience.UpsertAsync($"c{i:D2}", """{ "age": 30 }""");
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");

        var met = new List<string>();
        string? cursor = null;
        for (var page = 0; ; page++)
        {
            var answer = await audience.GetAsync($"/v1/segments/adults/members?limit=4&cursor={cursor}");
            met.AddRange(answer.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("customer").GetString()!));
            if (!answer.TryGetProperty("next", out var next))
                break;
            cursor = next.GetString();
            await audience.UpsertAsync($"c{page:D2}", """{ "age": 3 }""");
            await audience.UpsertAsync($"new{page}", """{ "age": 33 }""");
        }

        Assert.Equal(met.Distinct().Count(), met.Count);
        Assert.All(Enumerable.Range(10, 15), i => Assert.Contains($"c{i:D2}", met));
    }

    [Theory]
    [InlineData("application/x-ndjson", """{"customer":"c 1, \"x\"","since":"2026-06-15T12:00:00Z","context":{"destination":"DEL","count":2}}""")]
    [InlineData("text/csv", """"
        customer,since,context
        "c 1, ""x""",2026-06-15T12:00:00Z,"{""destination"":""DEL"",""count"":2}"
        """")]
    public async Task The_whole_is_exported_by_Accept(string type, string expected)
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("expats", Expats);
        await audience.BookAsync("c 1, \"x\"", "DEL", audience.Now);
        await audience.BookAsync("c 1, \"x\"", "DEL", audience.Now);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/segments/expats/members");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        using var response = await audience.Http.SendAsync(request);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected.ReplaceLineEndings("\n"), (await response.Content.ReadAsStringAsync()).ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task An_erased_customer_is_in_no_segment_and_may_come_back_as_another()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("everyone", """{ "all": [] }""");
        await audience.SaveAsync("booked", """{ "event": "booked" }""");
        await audience.UpsertAsync("c0");
        await audience.BookAsync("c1", "DEL", audience.Now);

        await audience.EraseAsync("c1");

        Assert.Equal(["c0"], await audience.MembersAsync("everyone"));
        Assert.Empty(await audience.MembersAsync("booked"));
        Assert.Equal(HttpStatusCode.NotFound, (await audience.Http.GetAsync("/v1/customers/c1/segments")).StatusCode);
        await audience.UpsertAsync("c1");
        Assert.Equal(["c0", "c1"], await audience.MembersAsync("everyone"));
        Assert.Empty(await audience.MembersAsync("booked"));
    }

    [Fact]
    public async Task What_the_schema_gains_at_run_time_counts_at_once()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.DefineAsync("attributes/tier", """{ "type": "string" }""");
        await audience.DefineAsync("events/cancelled", """{ "properties": { "reason": "string" } }""");
        await audience.SaveAsync("gold", """{ "attribute": "tier", "eq": "gold" }""");
        await audience.SaveAsync("ill", """{ "event": "cancelled", "where": { "property": "reason", "eq": "ill" } }""");

        await audience.UpsertAsync("c1", """{ "age": 30, "tier": "gold" }""");
        await audience.EventAsync("e1", "c2", "cancelled", audience.Now, """{ "reason": "ill" }""");

        Assert.Equal(["c1"], await audience.MembersAsync("gold"));
        Assert.Equal(["c2"], await audience.MembersAsync("ill"));
    }

    [Theory]
    [InlineData("/v1/segments/nothing/members", "segment.not_found")]
    [InlineData("/v1/segments/nothing/members/c1", "segment.not_found")]
    [InlineData("/v1/segments/booked/members/nobody", "customer.not_found")]
    [InlineData("/v1/customers/nobody/segments", "customer.not_found")]
    public async Task What_is_unknown_is_named(string path, string code)
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("booked", """{ "event": "booked" }""");

        using var response = await audience.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(code, JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString());
    }
}
