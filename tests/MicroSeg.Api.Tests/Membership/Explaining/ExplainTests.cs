using System.Net;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Membership.Explaining;

public sealed class ExplainTests
{
    private const string Expats = """{ "all": [ { "attribute": "age", "gte": 18 }, { "event": "booked", "per": "destination", "within": "365d", "count": { "gt": 1 } } ] }""";

    [Fact]
    public async Task A_member_is_explained_node_by_node()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("expats", Expats);
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-3));
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-1));

        var answer = await audience.GetAsync("/v1/segments/expats/members/c1/explain");

        Assert.Equal(("c1", "expats", true), (answer.GetProperty("customer").GetString(), answer.GetProperty("segment").GetString(), answer.GetProperty("member").GetBoolean()));
        Assert.Equal(audience.Now, answer.GetProperty("asOf").GetDateTimeOffset());
        var root = answer.GetProperty("explanation");
        Assert.Equal(("all", "$"), (root.GetProperty("kind").GetString(), root.GetProperty("path").GetString()));
        var (age, booked) = (root.GetProperty("children")[0], root.GetProperty("children")[1]);
        Assert.Equal("""{"age":30}""", Text(age.GetProperty("seen")));
        Assert.Equal("""{"gte":18}""", Text(age.GetProperty("threshold")));
        Assert.False(age.TryGetProperty("flipsAt", out _));
        Assert.Equal("$.all[1]", booked.GetProperty("path").GetString());
        Assert.Equal("""{"destination":"DEL"}""", Text(booked.GetProperty("group")));
        Assert.Equal("""{"count":2}""", Text(booked.GetProperty("seen")));
        Assert.Equal(2, booked.GetProperty("events").GetArrayLength());
        Assert.Equal("DEL", booked.GetProperty("events")[0].GetProperty("properties").GetProperty("destination").GetString());
        // The earlier of the two is the first to be a year old.
        var flip = audience.Now.AddDays(-3).AddDays(365);
        Assert.Equal(flip, booked.GetProperty("flipsAt").GetDateTimeOffset());
        Assert.Equal(flip, root.GetProperty("flipsAt").GetDateTimeOffset());
        Assert.EndsWith("Z", booked.GetProperty("flipsAt").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", booked.GetProperty("window")[0].GetProperty("from").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_explanation_says_what_membership_says_and_what_it_will_say()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("recent", """{ "event": "booked", "within": "2d" }""");
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-1));
        var now = await audience.GetAsync("/v1/segments/recent/members/c1/explain");
        var flip = now.GetProperty("explanation").GetProperty("flipsAt").GetDateTimeOffset();
        Assert.Equal((true, audience.Now.AddDays(1)), (now.GetProperty("member").GetBoolean(), flip));

        var then = await audience.GetAsync($"/v1/segments/recent/members/c1/explain?asOf={flip:yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal((false, flip), (then.GetProperty("member").GetBoolean(), then.GetProperty("asOf").GetDateTimeOffset()));
        await audience.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.False((await audience.GetAsync("/v1/segments/recent/members/c1")).GetProperty("member").GetBoolean());
        Assert.False((await audience.GetAsync("/v1/segments/recent/members/c1/explain")).GetProperty("member").GetBoolean());
    }

    [Fact]
    public async Task A_rule_that_is_not_saved_is_explained_with_the_segments_that_it_names()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");
        await audience.UpsertAsync("c1", """{ "age": 17 }""");

        var reply = await audience.Http.PostAsync("/v1/segments/explain", """{ "customer": "c1", "rule": { "any": [ { "segment": "adults" }, { "event": "booked", "avg": { "of": "price", "gt": 10 } } ] } }""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal((false, false), (reply.Body.GetProperty("member").GetBoolean(), reply.Body.TryGetProperty("segment", out _)));
        var children = reply.Body.GetProperty("explanation").GetProperty("children");
        var adults = children[0].GetProperty("segment");
        Assert.Equal(("adults", false), (adults.GetProperty("key").GetString(), adults.GetProperty("holds").GetBoolean()));
        Assert.Equal("""{"age":17}""", Text(adults.GetProperty("rule").GetProperty("seen")));
        Assert.Equal("""{"avg":null}""", Text(children[1].GetProperty("seen")));
        Assert.Equal("""{"avg":{"of":"price","gt":10}}""", Text(children[1].GetProperty("threshold")));
    }

    [Fact]
    public async Task The_deepest_rule_in_the_deepest_segments_can_be_written()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1");
        string Nested(string inner) => string.Concat(Enumerable.Repeat("""{ "any": [ """, 15)) + inner + string.Concat(Enumerable.Repeat(" ] }", 15));
        await audience.SaveAsync("d0", Nested("""{ "attribute": "age", "exists": false }"""));
        for (var i = 1; i < 6; i++)
            await audience.SaveAsync($"d{i}", Nested($$"""{ "segment": "d{{i - 1}}" }"""));

        using var response = await audience.Http.GetAsync("/v1/segments/d5/members/c1/explain", TestContext.Current.CancellationToken);

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1_000 });
        Assert.True(document.RootElement.GetProperty("member").GetBoolean());
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_wrong_is_said()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("expats", Expats);
        await audience.UpsertAsync("c1");

        await AssertAsync(HttpStatusCode.NotFound, "segment.not_found", audience.Http.ReadAsync("/v1/segments/none/members/c1/explain"));
        await AssertAsync(HttpStatusCode.NotFound, "customer.not_found", audience.Http.ReadAsync("/v1/segments/expats/members/c2/explain"));
        await AssertAsync(HttpStatusCode.BadRequest, "request.bad_instant", audience.Http.ReadAsync("/v1/segments/expats/members/c1/explain?asOf=yesterday"));
        await AssertAsync(HttpStatusCode.NotFound, "customer.not_found", audience.Http.PostAsync("/v1/segments/explain", """{ "customer": "c2", "rule": { "all": [] } }"""));
        var invalid = await AssertAsync(HttpStatusCode.BadRequest, "segment.invalid_rule", audience.Http.PostAsync("/v1/segments/explain", """{ "customer": "c1", "rule": { "all": [ { "attribute": "agee", "gte": 1 } ] } }"""));
        Assert.Equal("$.rule.all[0].attribute", invalid.Body.GetProperty("errors")[0].GetProperty("path").GetString());
        var empty = await AssertAsync(HttpStatusCode.BadRequest, "segment.invalid", audience.Http.PostAsync("/v1/segments/explain", "{}"));
        Assert.Equal(["$.rule", "$.customer"], empty.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task An_erased_customer_is_explained_no_more()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("everyone", """{ "all": [] }""");
        await audience.UpsertAsync("c1");
        Assert.Equal("Everyone.", (await audience.GetAsync("/v1/segments/everyone/members/c1/explain")).GetProperty("explanation").GetProperty("describe").GetString());

        await audience.Http.RemoveAsync("/v1/customers/c1");

        await AssertAsync(HttpStatusCode.NotFound, "customer.not_found", audience.Http.ReadAsync("/v1/segments/everyone/members/c1/explain"));
    }

    private static async Task<Reply> AssertAsync(HttpStatusCode status, string code, Task<Reply> call)
    {
        var reply = await call;
        Assert.Equal((status, code), (reply.Status, reply.Code));
        return reply;
    }

    private static string Text(JsonElement json) => JsonSerializer.Serialize(json);
}
