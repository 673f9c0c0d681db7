using System.Net;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Segments;

public sealed class RenameTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task Members_versions_and_the_log_go_along_and_nobody_enters_or_leaves()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using (var audience = await TestAudience.StartAsync(folder, clock))
        {
            await audience.UpsertAsync("c1", """{ "age": 30 }""");
            await audience.SaveAsync("adults", Adults);
            await audience.AdvanceAsync(TimeSpan.FromMinutes(5));
            await audience.UpsertAsync("c2", """{ "age": 30 }""");
            var since = await audience.SinceAsync("adults");
            await audience.AdvanceAsync(TimeSpan.FromMinutes(5));

            var renamed = await RenameAsync(audience, "adults", "grown-ups");

            Assert.Equal((HttpStatusCode.OK, "grown-ups", 2, 2), (renamed.Status, renamed.Body.GetProperty("key").GetString(), renamed.Body.GetProperty("version").GetInt32(), renamed.Body.GetProperty("size").GetInt32()));
            Assert.Equal(since, await audience.SinceAsync("grown-ups"));
            Assert.Equal(["Renamed from \"adults\".", "Created."], (await audience.GetAsync("/v1/segments/grown-ups/versions")).GetProperty("items").EnumerateArray().Select(v => v.GetProperty("changed").GetString()));
            var gone = await audience.Http.ReadAsync("/v1/segments/adults");
            Assert.Equal((HttpStatusCode.NotFound, "segment.renamed"), (gone.Status, gone.Code));
            Assert.Contains("grown-ups", gone.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);

            await audience.UpsertAsync("c3", """{ "age": 30 }""");
            Assert.Equal([("Definition", 1, 0), ("Attribute", 1, 0), ("Attribute", 1, 0)], await MembershipLogRows.OfAsync(audience, "grown-ups", 3));
            Assert.Empty(await MembershipLogRows.OfAsync(audience, "adults", 0));
        }

        await using var restarted = await TestAudience.StartAsync(folder, clock);
        Assert.Equal(["c1", "c2", "c3"], await restarted.MembersAsync("grown-ups"));
        Assert.Equal(TestApi.Start, (await restarted.SinceAsync("grown-ups"))["c1"]);
        await restarted.UpsertAsync("c4", """{ "age": 30 }""");
        Assert.Equal(4, (await MembershipLogRows.OfAsync(restarted, "grown-ups", 4)).Count);
    }

    [Fact]
    public async Task A_segment_that_was_renamed_twice_before_a_node_looks_keeps_its_members_there_too()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var store = ("Storage:ConnectionString", $"Data Source={Path.Combine(folder, "shared.db")}");
        var clock = new ManualTimeProvider(TestApi.Start);
        await using var first = await TestAudience.StartAsync(Path.Combine(folder, "first"), clock, store);
        await first.UpsertAsync("c1", """{ "age": 30 }""");
        await first.SaveAsync("a", Adults);
        await using var second = await TestAudience.StartAsync(Path.Combine(folder, "second"), clock, store);
        await MembershipLogRows.OfAsync(first, "a", 1);
        var since = await second.SinceAsync("a");

        await RenameAsync(first, "a", "b");
        await RenameAsync(first, "b", "c");
        await second.AdvanceAsync(TimeSpan.FromMinutes(2));
        await second.WhenAppliedAsync();
        await first.UpsertAsync("c2", """{ "age": 30 }""");

        Assert.Equal([("Definition", 1, 0), ("Attribute", 1, 0)], await MembershipLogRows.OfAsync(first, "c", 2));
        Assert.Equal(since["c1"], (await second.SinceAsync("c"))["c1"]);
    }

    [Fact]
    public async Task A_list_and_frozen_members_go_along()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.Http.SendAsync(HttpMethod.Put, "/v1/segments/vips/list", "c1\nlate", "text/plain");
        await audience.SaveAsync("adults", Adults);
        await audience.Http.PostAsync("/v1/segments/adults/pause", "");

        await RenameAsync(audience, "vips", "people");
        await RenameAsync(audience, "adults", "frozen");
        await audience.UpsertAsync("late", """{ "age": 30 }""");

        Assert.Equal(["c1", "late"], await audience.MembersAsync("people"));
        Assert.Equal(["c1"], await audience.MembersAsync("frozen"));
        Assert.Equal(["c1", "late"], (await audience.GetAsync("/v1/segments/people/list")).GetProperty("items").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal([("List", 1, 0), ("Attribute", 1, 0)], await MembershipLogRows.OfAsync(audience, "people", 2));
    }

    [Fact]
    public async Task What_is_in_use_keeps_its_key_and_no_key_is_given_twice()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("others", """{ "not": { "segment": "adults" } }""");
        await audience.SaveAsync("gone", Adults);
        await audience.Http.RemoveAsync("/v1/segments/gone");

        var inUse = await RenameAsync(audience, "adults", "grown-ups");
        Assert.Equal((HttpStatusCode.Conflict, "segment.in_use"), (inUse.Status, inUse.Code));
        Assert.Equal("others", inUse.Body.GetProperty("users")[0].GetProperty("key").GetString());
        Assert.Equal("segment.key_is_taken", (await RenameAsync(audience, "others", "adults")).Code);
        Assert.Equal("segment.key_is_taken", (await RenameAsync(audience, "others", "gone")).Code);
        Assert.Equal("segment.key_is_taken", (await RenameAsync(audience, "others", "others")).Code);
        Assert.Equal("segment.invalid_key", (await RenameAsync(audience, "others", "Not a key")).Code);
        Assert.Equal("segment.not_found", (await RenameAsync(audience, "none", "some")).Code);

        await RenameAsync(audience, "others", "rest");
        Assert.Equal("segment.key_is_taken", (await RenameAsync(audience, "rest", "others")).Code);
        Assert.Equal("segment.key_is_retired", (await audience.Http.PutAsync("/v1/segments/others", $$"""{ "rule": {{Adults}} }""")).Code);
        Assert.Equal("segment.key_is_retired", (await audience.Http.SendAsync(HttpMethod.Put, "/v1/segments/others/list", "c1", "text/plain")).Code);
        Assert.Equal("request.precondition_failed", (await audience.Http.SendAsync(HttpMethod.Post, "/v1/segments/rest/rename", """{ "to": "z" }""", headers: ("If-Match", "\"1\""))).Code);
    }

    private static Task<Reply> RenameAsync(TestAudience audience, string from, string to) => audience.Http.PostAsync($"/v1/segments/{from}/rename", $$"""{ "to": "{{to}}" }""");
}
