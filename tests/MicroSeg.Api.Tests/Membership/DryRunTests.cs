using System.Net;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Membership;

public sealed class DryRunTests
{
    private static readonly string[] Segments = ["base", "young", "either", "apart"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Says_what_saving_the_rule_then_does_and_does_nothing_itself(int seed)
    {
        var random = new Random(seed);
        await using var audience = await TestAudience.StartAsync();
        for (var i = 0; i < 60; i++)
            await audience.UpsertAsync($"c{i}", $$"""{ "age": {{random.Next(80)}}, "city": "{{"ABC"[random.Next(3)]}}" }""");
        await audience.SaveAsync("base", """{ "attribute": "age", "gte": 30 }""");
        await audience.SaveAsync("young", """{ "not": { "segment": "base" } }""");
        await audience.SaveAsync("either", """{ "any": [ { "segment": "young" }, { "attribute": "city", "eq": "A" } ] }""");
        await audience.SaveAsync("apart", """{ "attribute": "city", "eq": "B" }""");
        for (var round = 0; round < 4; round++)
        {
            var rule = $$"""{ "attribute": "age", "between": [{{random.Next(40)}}, {{random.Next(40, 80)}}] }""";
            var before = await AllAsync(audience);

            var told = await DryRunAsync(audience, "base", rule);
            Assert.Equal(before.SelectMany(s => s.Value), (await AllAsync(audience)).SelectMany(s => s.Value));
            await audience.SaveAsync("base", rule);

            var after = await AllAsync(audience);
            AssertPart(after["base"].Except(before["base"]), told.GetProperty("entering"));
            AssertPart(before["base"].Except(after["base"]), told.GetProperty("leaving"));
            AssertPart(before["base"].Intersect(after["base"]), told.GetProperty("staying"));
            Assert.Equal((before["base"].Count, after["base"].Count), (told.GetProperty("before").GetProperty("size").GetInt32(), told.GetProperty("after").GetProperty("size").GetInt32()));
            Assert.Equal(
                new[] { "either", "young" }.Select(k => (k, after[k].Except(before[k]).Count(), before[k].Except(after[k]).Count(), before[k].Intersect(after[k]).Count())),
                told.GetProperty("dependents").EnumerateArray().Select(d => (d.GetProperty("segment").GetString()!, d.GetProperty("entering").GetInt32(), d.GetProperty("leaving").GetInt32(), d.GetProperty("staying").GetInt32())));
            var expected = Segments.Skip(1).Select(k => (Key: k, Before: before["base"].Intersect(before[k]).Count(), After: after["base"].Intersect(after[k]).Count())).Where(o => o.Before + o.After > 0);
            Assert.Equal(
                expected.OrderByDescending(o => Math.Max(o.Before, o.After)).ThenBy(o => o.Key, StringComparer.Ordinal),
                told.GetProperty("overlaps").EnumerateArray().Select(o => (o.GetProperty("segment").GetString()!, o.GetProperty("before").GetInt32(), o.GetProperty("after").GetInt32())));
        }
    }

    [Fact]
    public async Task Tells_of_a_segment_that_is_not_there_yet_and_of_drafts()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.Http.PutAsync("/v1/segments/sketch", """{ "status": "draft", "rule": { "all": [] } }""");

        foreach (var key in new[] { "new", "sketch" })
        {
            var told = await DryRunAsync(audience, key, """{ "attribute": "age", "gte": 18 }""");

            Assert.Equal((0, 1), (told.GetProperty("before").GetProperty("size").GetInt32(), told.GetProperty("entering").GetProperty("count").GetInt32()));
            Assert.False(told.GetProperty("before").TryGetProperty("describe", out _));
            Assert.Contains("age", told.GetProperty("after").GetProperty("describe").GetString(), StringComparison.Ordinal);
            Assert.Equal(audience.Now, told.GetProperty("asOf").GetDateTimeOffset());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await audience.Http.ReadAsync("/v1/segments/new")).Status);
    }

    [Fact]
    public async Task Takes_lists_and_paused_segments_as_they_stand()
    {
        await using var audience = await TestAudience.StartAsync();
        foreach (var (id, age) in new[] { ("c1", 30), ("c2", 40), ("c3", 50) })
            await audience.UpsertAsync(id, $$"""{ "age": {{age}} }""");
        await audience.Http.SendAsync(HttpMethod.Put, "/v1/segments/vips/list", "c1\nc2", "text/plain");
        await audience.SaveAsync("old", """{ "attribute": "age", "gte": 40 }""");
        await audience.Http.PostAsync("/v1/segments/old/pause", "");
        await audience.UpsertAsync("c1", """{ "age": 90 }""");

        var both = await DryRunAsync(audience, "new", """{ "all": [ { "segment": "vips" }, { "segment": "old" } ] }""");
        var thawed = await DryRunAsync(audience, "old", """{ "attribute": "age", "gte": 50 }""");

        AssertPart(["c2"], both.GetProperty("entering"));
        AssertPart(["c1"], thawed.GetProperty("entering"));
        AssertPart(["c2"], thawed.GetProperty("leaving"));
        AssertPart(["c3"], thawed.GetProperty("staying"));
    }

    [Fact]
    public async Task Knows_the_past_that_a_named_segment_asks_for()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");
        var then = audience.Now;
        await audience.AdvanceAsync(TimeSpan.FromMinutes(5));
        await audience.UpsertAsync("c1", """{ "age": 3 }""");
        await audience.UpsertAsync("c2", """{ "age": 40 }""");
        await audience.SaveAsync("were", $$"""{ "segment": "adults", "at": "{{then.AddMinutes(1):yyyy-MM-dd'T'HH:mm:ss'Z'}}" }""");
        Assert.Equal(["c1"], await audience.MembersAsync("were"));

        var told = await DryRunAsync(audience, "new", """{ "segment": "were" }""");

        AssertPart(["c1"], told.GetProperty("entering"));
    }

    [Fact]
    public async Task Names_the_blocks_that_use_the_segment_or_one_that_depends_on_it()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("base", """{ "attribute": "age", "gte": 30 }""");
        await audience.SaveAsync("young", """{ "not": { "segment": "base" } }""");
        var saved = await audience.Http.PutAsync("/v1/blocks/hello", """{ "variants": [ { "key": "v", "segment": "young", "html": "<p>Hi</p>" } ], "default": { "html": "<p>Hello</p>" } }""");
        Assert.True(saved.Status is HttpStatusCode.Created or HttpStatusCode.OK, saved.ToString());

        var user = (await DryRunAsync(audience, "base", """{ "all": [] }""")).GetProperty("users").EnumerateArray().Single();

        Assert.Equal(("block", "hello", "young"), (user.GetProperty("kind").GetString(), user.GetProperty("key").GetString(), user.GetProperty("segments")[0].GetString()));
    }

    [Theory]
    [InlineData("""{ "segment": "young" }""", "segment.cycle")]
    [InlineData("""{ "segment": "base" }""", "segment.cycle")]
    [InlineData("""{ "segment": "sketch" }""", "segment.not_referable")]
    [InlineData("""{ "segment": "nothing" }""", "segment.invalid_rule")]
    [InlineData("""{ "attribute": "agee", "gte": 1 }""", "segment.invalid_rule")]
    public async Task A_rule_that_could_not_be_saved_is_refused(string rule, string code)
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("base", """{ "attribute": "age", "gte": 30 }""");
        await audience.SaveAsync("young", """{ "not": { "segment": "base" } }""");
        await audience.Http.PutAsync("/v1/segments/sketch", """{ "status": "draft", "rule": { "all": [] } }""");

        Assert.Equal(code, (await audience.Http.PostAsync("/v1/segments/base/dry-run", $$"""{ "rule": {{rule}} }""")).Code);
    }

    [Fact]
    public async Task A_dry_run_needs_a_rule_and_a_list_has_none()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.Http.SendAsync(HttpMethod.Put, "/v1/segments/vips/list", "c1", "text/plain");

        Assert.Equal("segment.invalid", (await audience.Http.PostAsync("/v1/segments/new/dry-run", "{}")).Code);
        Assert.Equal("segment.kind_is_fixed", (await audience.Http.PostAsync("/v1/segments/vips/dry-run", """{ "rule": { "all": [] } }""")).Code);
    }

    private static async Task<JsonElement> DryRunAsync(TestAudience audience, string key, string rule)
    {
        var reply = await audience.Http.PostAsync($"/v1/segments/{key}/dry-run", $$"""{ "rule": {{rule}} }""");
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return reply.Body;
    }

    private static async Task<Dictionary<string, List<string>>> AllAsync(TestAudience audience)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var segment in Segments)
            all[segment] = await audience.MembersAsync(segment);
        return all;
    }

    private static void AssertPart(IEnumerable<string> expected, JsonElement part)
    {
        var ids = expected.ToHashSet();
        Assert.Equal(ids.Count, part.GetProperty("count").GetInt32());
        var sample = part.GetProperty("sample").EnumerateArray().Select(s => s.GetString()!).ToList();
        Assert.Equal(Math.Min(10, ids.Count), sample.Distinct().Count());
        Assert.Subset(ids, sample.ToHashSet());
    }
}
