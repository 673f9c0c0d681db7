using System.Globalization;
using System.Net;
using System.Text.Json;
using MicroSeg.Api.Tests.Audiences;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Insights;

public sealed class InsightTests
{
    [Fact]
    public async Task Overlaps_are_those_of_a_naive_count()
    {
        var random = new Random(7);
        await using var audience = await TestAudience.StartAsync();
        var model = await SetModel.FillAsync(audience, random, 200);

        var all = await audience.GetAsync("/v1/segments/overlap");
        var two = await audience.GetAsync("/v1/segments/overlap?keys=adults,delhi,adults");

        Assert.Equal(SetModel.Segments.Keys.Order(StringComparer.Ordinal).Select(k => (k, model.MembersOf(k).Count)), all.GetProperty("segments").EnumerateArray().Select(s => (s.GetProperty("key").GetString()!, s.GetProperty("size").GetInt32())));
        Assert.Equal(Expected(model, SetModel.Segments.Keys).Order(), Pairs(all).Order());
        Assert.Equal(Expected(model, ["adults", "delhi"]), Pairs(two));
        var jaccards = all.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("jaccard").GetDouble()).ToList();
        Assert.Equal(jaccards.OrderDescending(), jaccards);
        Assert.True(jaccards.Count >= 4);
    }

    [Fact]
    public async Task Comparisons_that_cannot_be_made_are_explained()
    {
        await using var audience = await TestAudience.StartAsync(null, null, ("Insights:MaxOverlap", "2"));
        foreach (var key in (string[])["a1", "a2", "a3"])
            await audience.SaveAsync(key, """{ "all": [] }""");

        var unknown = await audience.Http.ReadAsync("/v1/segments/overlap?keys=a1,a22,b");
        var many = await audience.Http.ReadAsync("/v1/segments/overlap");
        var range = await audience.Http.ReadAsync("/v1/segments/insights?jaccard=0&days=0");

        Assert.Equal(["insights.unknown_segment", "insights.unknown_segment"], Codes(unknown));
        Assert.Contains("did you mean 'a2'", unknown.Body.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["insights.too_many_segments"], Codes(many));
        Assert.Equal(["jaccard", "days"], range.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("overlap")]
    [InlineData("insights")]
    [InlineData("movement")]
    [InlineData("preview")]
    [InlineData("explain")]
    public async Task What_is_an_address_is_no_key(string key)
    {
        await using var audience = await TestAudience.StartAsync();

        var reply = await audience.Http.PutAsync($"/v1/segments/{key}", """{ "rule": { "all": [] } }""");

        Assert.Equal((HttpStatusCode.BadRequest, "segment.reserved_key"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.6)]
    [InlineData(0.2)]
    public async Task Near_duplicates_are_those_of_a_naive_count(double threshold)
    {
        var random = new Random(8);
        await using var audience = await TestAudience.StartAsync();
        await SetModel.FillAsync(audience, random, 150);
        var sets = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var age = 10; age < 50; age += 4)
            await audience.SaveAsync($"from-{age}", $$"""{ "attribute": "age", "gte": {{age}} }""");
        foreach (var segment in audience.Engine.State.Segments)
            sets[segment.Key] = [.. await audience.MembersAsync(segment.Key)];

        var insights = await audience.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/v1/segments/insights?jaccard={threshold}"));

        var expected =
            from a in sets
            from b in sets
            where string.CompareOrdinal(a.Key, b.Key) < 0 && a.Value.Count > 0 && b.Value.Count > 0
            let common = a.Value.Intersect(b.Value).Count()
            where (double)common / a.Value.Union(b.Value).Count() >= threshold
            select $"{a.Key} {b.Key} {common}";
        var found = insights.GetProperty("nearDuplicates").EnumerateArray().ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(p => $"{KeyOf(p, "a")} {KeyOf(p, "b")} {p.GetProperty("common")}").Order(StringComparer.Ordinal));
        Assert.NotEmpty(found);
        Assert.Contains("age", found[0].GetProperty("a").GetProperty("describe").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_and_still_segments_are_named()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", SetModel.Segments["adults"].Rule);
        await audience.SaveAsync("nobody", SetModel.Segments["nobody"].Rule);
        await audience.SaveAsync("recent", """{ "event": "booked", "within": "20d" }""");
        await audience.BookAsync("c1", "DEL", audience.Now);
        await audience.AdvanceAsync(TimeSpan.FromDays(25));
        await audience.SaveAsync("young", SetModel.Segments["young"].Rule);
        await audience.AdvanceAsync(TimeSpan.FromDays(15));

        var month = await audience.GetAsync("/v1/segments/insights");
        var tenDays = await audience.GetAsync("/v1/segments/insights?days=10");

        Assert.Equal(["nobody", "recent", "young"], month.GetProperty("empty").EnumerateArray().Select(s => s.GetProperty("key").GetString()));
        Assert.Equal(["adults", "nobody"], Keys(month, "still"));
        Assert.Equal(["adults", "nobody", "recent", "young"], Keys(tenDays, "still").Order(StringComparer.Ordinal));
        var recent = tenDays.GetProperty("still").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "recent").GetProperty("since").GetDateTimeOffset();
        Assert.InRange(recent, TestApi.Start.AddDays(20), TestApi.Start.AddDays(26));
    }

    [Fact]
    public async Task Events_that_stopped_coming_are_told_by_their_own_rhythm_or_by_days()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.DefineAsync("events/never", """{ "properties": {} }""");
        await audience.DefineAsync("events/unwatched", """{ "properties": {} }""");
        await audience.SaveAsync("bookers", """{ "event": "booked" }""");
        await audience.SaveAsync("searchers", """{ "event": "searched" }""");
        await audience.SaveAsync("both", """{ "all": [ { "event": "booked" }, { "event": "never" } ] }""");

        // Bookings came every six hours until two days ago, searches about once a week.
        for (var i = 0; i < 20; i++)
            await audience.BookAsync($"c{i % 3}", "DEL", audience.Now.AddDays(-2).AddHours(-6 * i));
        for (var i = 0; i < 12; i++)
            await audience.EventAsync($"s{i}", "c1", "searched", audience.Now.AddDays(-5 - (7 * i)), "{}");
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(30));

        var insights = await audience.GetAsync("/v1/segments/insights");
        var fourDays = await audience.GetAsync("/v1/segments/insights?days=4");

        Assert.Equal(["booked 6 bookers both", "never  both"], Silent(insights));
        Assert.Equal(["booked 6 bookers both", "never  both", "searched 168 searchers"], Silent(fourDays).Order(StringComparer.Ordinal));
        Assert.Equal(audience.Now.AddDays(-2), insights.GetProperty("silentEvents")[0].GetProperty("lastAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Customers_whom_two_variants_are_meant_for_are_counted()
    {
        var random = new Random(9);
        await using var audience = await TestAudience.StartAsync();
        var model = await SetModel.FillAsync(audience, random, 200);
        string?[] segments = ["delhi", "adults", "delhi", "young", null, "far"];
        var variants = string.Join(", ", segments.Select((s, i) => $$"""{ "key": "v{{i}}"{{(s is null ? "" : $", \"segment\": \"{s}\"")}}, "html": "<p>{{i}}</p>" }"""));
        var saved = await audience.Http.PutAsync("/v1/blocks/hero", $$"""{ "variants": [{{variants}}], "default": { "html": "<p>Hello</p>" } }""");
        Assert.True(saved.Message.IsSuccessStatusCode, saved.ToString());
        Assert.Empty((await audience.GetAsync("/v1/segments/insights")).GetProperty("conflicts").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await audience.Http.PostAsync("/v1/blocks/hero/publish", "")).Status);
        await audience.WhenAppliedAsync();

        var conflicts = (await audience.GetAsync("/v1/segments/insights")).GetProperty("conflicts").EnumerateArray().ToList();

        // Customer by customer: who is given which variant, and which later ones were meant for the same customer.
        var expected =
            from customer in model.Customers.Keys
            let meant = segments.Select((s, i) => (Segment: s, Variant: i)).Where(v => v.Segment is null || model.MembersOf(v.Segment).Contains(customer)).ToList()
            from other in meant.Skip(1)
            where other.Segment is not null && other.Segment != meant[0].Segment
            group customer by (Given: meant[0].Variant, Other: other.Variant) into pair
            orderby pair.Key
            select $"hero v{pair.Key.Given} v{pair.Key.Other} {pair.Count()}";
        Assert.Equal(expected, conflicts.Select(c => $"{c.GetProperty("block").GetString()} {c.GetProperty("given").GetString()} {c.GetProperty("other").GetString()} {c.GetProperty("customers")}"));
        Assert.True(conflicts.Count >= 4);
    }

    private static IEnumerable<string> Expected(SetModel model, IEnumerable<string> keys) =>
        from a in keys
        from b in keys
        where string.CompareOrdinal(a, b) < 0
        let common = model.MembersOf(a).Intersect(model.MembersOf(b)).Count()
        where common > 0
        select string.Create(CultureInfo.InvariantCulture,
            $"{a} {b} {common} {(double)common / model.MembersOf(a).Union(model.MembersOf(b)).Count():F9} {(double)common / model.MembersOf(a).Count:F9} {(double)common / model.MembersOf(b).Count:F9}");

    private static IEnumerable<string> Pairs(JsonElement overlap) => overlap.GetProperty("pairs").EnumerateArray().Select(p => string.Create(CultureInfo.InvariantCulture,
        $"{p.GetProperty("a").GetString()} {p.GetProperty("b").GetString()} {p.GetProperty("common")} {p.GetProperty("jaccard").GetDouble():F9} {p.GetProperty("shareOfA").GetDouble():F9} {p.GetProperty("shareOfB").GetDouble():F9}"));

    private static IEnumerable<string?> Keys(JsonElement insights, string list) => insights.GetProperty(list).EnumerateArray().Select(s => s.GetProperty("key").GetString());

    private static string? KeyOf(JsonElement pair, string side) => pair.GetProperty(side).GetProperty("key").GetString();

    private static IEnumerable<string> Silent(JsonElement insights) => insights.GetProperty("silentEvents").EnumerateArray().Select(e =>
        $"{e.GetProperty("event").GetString()} {(e.TryGetProperty("usualGapHours", out var gap) ? gap.GetInt32() : null)} {string.Join(' ', e.GetProperty("segments").EnumerateArray().Select(s => s.GetString()))}");

    private static IEnumerable<string?> Codes(Reply reply) => reply.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString());
}
