using System.Net;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Segments;

/// <summary>Draft, active, paused, archived.</summary>
public sealed class LifecycleTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task A_draft_is_checked_and_previewed_but_neither_served_nor_named()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        var http = audience.Http;

        var saved = await http.PutAsync("/v1/segments/adults", $$"""{ "status": "draft", "rule": {{Adults}} }""");
        var wrong = await http.PutAsync("/v1/segments/wrong", """{ "status": "draft", "rule": { "attribute": "agee", "gte": 1 } }""");

        Assert.Equal((HttpStatusCode.Created, "draft"), (saved.Status, saved.Body.GetProperty("status").GetString()));
        Assert.False(saved.Body.TryGetProperty("size", out _));
        Assert.Equal("segment.invalid_rule", wrong.Code);
        Assert.Equal((HttpStatusCode.Conflict, "segment.not_in_service"), Told(await http.ReadAsync("/v1/segments/adults/members")));
        Assert.Equal((HttpStatusCode.Conflict, "segment.not_referable"), Told(await http.PutAsync("/v1/segments/user", """{ "rule": { "segment": "adults" } }""")));
        Assert.Equal(HttpStatusCode.Created, (await http.PutAsync("/v1/segments/user", """{ "status": "draft", "rule": { "not": { "segment": "adults" } } }""")).Status);
        Assert.Equal(1, (await audience.PreviewAsync("""{ "segment": "adults" }""")).GetProperty("count").GetInt32());
        Assert.Empty((await audience.GetAsync("/v1/customers/c1/segments")).GetProperty("items").EnumerateArray());

        Assert.Equal((HttpStatusCode.Conflict, "segment.not_referable"), Told(await http.PostAsync("/v1/segments/user/activate", "")));
        Assert.Equal(1, (await http.PostAsync("/v1/segments/adults/activate", "")).Body.GetProperty("size").GetInt32());
        Assert.Equal(0, (await http.PostAsync("/v1/segments/user/activate", "")).Body.GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task What_is_in_service_does_not_become_a_draft_by_a_save()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);

        var refused = await audience.Http.PutAsync("/v1/segments/adults", $$"""{ "status": "draft", "rule": {{Adults}} }""");

        Assert.Equal((HttpStatusCode.Conflict, "segment.in_service"), Told(refused));
        Assert.Contains("dry-run", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("active", (await audience.GetAsync("/v1/segments/adults")).GetProperty("status").GetString());
        await audience.Http.PostAsync("/v1/segments/adults/archive", "");
        Assert.Equal("draft", (await audience.Http.PutAsync("/v1/segments/adults", $$"""{ "status": "draft", "rule": {{Adults}} }""")).Body.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("archived")]
    public async Task A_new_segment_is_active_or_a_draft(string status)
    {
        await using var audience = await TestAudience.StartAsync();

        Assert.Equal((HttpStatusCode.Conflict, "segment.not_active"), Told(await audience.Http.PutAsync("/v1/segments/adults", $$"""{ "status": "{{status}}", "rule": {{Adults}} }""")));
    }

    [Fact]
    public async Task Only_what_is_active_is_paused()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.Http.PostAsync("/v1/segments/adults/archive", "");

        Assert.Equal((HttpStatusCode.Conflict, "segment.not_active"), Told(await audience.Http.PostAsync("/v1/segments/adults/pause", "")));
        Assert.Equal((HttpStatusCode.NotFound, "segment.not_found"), Told(await audience.Http.PostAsync("/v1/segments/none/pause", "")));
    }

    [Fact]
    public async Task A_paused_segment_keeps_its_members_through_events_edits_and_restarts_and_is_named_on()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using (var audience = await TestAudience.StartAsync(folder, clock))
        {
            foreach (var (id, age) in new[] { ("c1", 30), ("c2", 10), ("c3", 40), ("c4", 50) })
                await audience.UpsertAsync(id, $$"""{ "age": {{age}} }""");
            await audience.SaveAsync("adults", Adults);
            await audience.SaveAsync("others", """{ "not": { "segment": "adults" } }""");
            var since = await audience.SinceAsync("adults");
            await audience.AdvanceAsync(TimeSpan.FromMinutes(5));

            var paused = await audience.Http.PostAsync("/v1/segments/adults/pause", "");
            await audience.UpsertAsync("c1", """{ "age": 3 }""");
            await audience.UpsertAsync("c2", """{ "age": 33 }""");
            await audience.UpsertAsync("c5", """{ "age": 60 }""");
            await audience.EraseAsync("c4");
            await audience.Http.PutAsync("/v1/segments/adults", """{ "rule": { "attribute": "age", "gte": 35 } }""");

            Assert.Equal((HttpStatusCode.OK, "paused", 3), (paused.Status, paused.Body.GetProperty("status").GetString(), paused.Body.GetProperty("size").GetInt32()));
            Assert.Equal(["c1", "c3"], await audience.MembersAsync("adults"));
            Assert.Equal(["c2", "c5"], await audience.MembersAsync("others"));
            Assert.Equal(since["c1"], (await audience.SinceAsync("adults"))["c1"]);
            Assert.Equal("paused", (await audience.GetAsync("/v1/segments/adults")).GetProperty("status").GetString());
        }

        await using var restarted = await TestAudience.StartAsync(folder, clock);
        Assert.Equal(["c1", "c3"], await restarted.MembersAsync("adults"));
        Assert.Equal(TestApi.Start, (await restarted.SinceAsync("adults"))["c1"]);
        Assert.Equal(["c2", "c5"], await restarted.MembersAsync("others"));

        var active = await restarted.Http.PostAsync("/v1/segments/adults/activate", "");

        Assert.Equal(2, active.Body.GetProperty("size").GetInt32());
        Assert.Equal(["c3", "c5"], await restarted.MembersAsync("adults"));
        Assert.Equal(["c1", "c2"], await restarted.MembersAsync("others"));
        Assert.Equal(TestApi.Start, (await restarted.SinceAsync("adults"))["c3"]);
    }

    [Fact]
    public async Task What_is_archived_has_no_members_is_not_listed_and_comes_back_with_its_versions()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("others", """{ "not": { "segment": "adults" } }""");
        var http = audience.Http;

        var refused = await http.PostAsync("/v1/segments/adults/archive", "");
        await http.PostAsync("/v1/segments/others/archive", "");
        var archived = await http.PostAsync("/v1/segments/adults/archive", "");

        Assert.Equal((HttpStatusCode.Conflict, "segment.in_use"), Told(refused));
        Assert.Equal("others", refused.Body.GetProperty("users")[0].GetProperty("key").GetString());
        Assert.Equal("archived", archived.Body.GetProperty("status").GetString());
        Assert.Equal((HttpStatusCode.Conflict, "segment.not_in_service"), Told(await http.ReadAsync("/v1/segments/adults/members")));
        Assert.Empty((await audience.GetAsync("/v1/segments")).GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await audience.GetAsync("/v1/segments?status=archived")).GetProperty("items").GetArrayLength());
        Assert.Equal((HttpStatusCode.Conflict, "segment.not_referable"), Told(await http.PutAsync("/v1/segments/user", """{ "status": "draft", "rule": { "segment": "adults" } }""")));
        Assert.Equal(["Status changed from \"active\" to \"archived\".", "Created."], Changes(await audience.GetAsync("/v1/segments/adults/versions")));

        Assert.Equal((HttpStatusCode.Conflict, "segment.not_referable"), Told(await http.PostAsync("/v1/segments/others/activate", "")));
        Assert.Equal(1, (await http.PostAsync("/v1/segments/adults/activate", "")).Body.GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task An_action_that_changes_nothing_is_no_version_and_one_on_an_old_version_is_refused()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);

        var again = await audience.Http.PostAsync("/v1/segments/adults/activate", "");
        var late = await audience.Http.SendAsync(HttpMethod.Post, "/v1/segments/adults/pause", "", headers: ("If-Match", "\"7\""));

        Assert.Equal((HttpStatusCode.OK, 1), (again.Status, again.Body.GetProperty("version").GetInt64()));
        Assert.Equal("\"1\"", again.Message.Headers.ETag?.Tag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "request.precondition_failed"), Told(late));
    }

    [Fact]
    public async Task Pausing_and_activating_enter_and_leave_by_definition()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", Adults);
        await audience.Http.PostAsync("/v1/segments/adults/pause", "");
        await audience.UpsertAsync("c1", """{ "age": 3 }""");
        await audience.UpsertAsync("c2", """{ "age": 33 }""");
        await audience.Http.PostAsync("/v1/segments/adults/activate", "");

        var entries = await MembershipLogRows.OfAsync(audience, "adults", 2);

        Assert.Equal([("Definition", 1, 0), ("Definition", 1, 1)], entries);
    }

    [Fact]
    public async Task The_list_is_kept_to_a_status_an_owner_and_words()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.Http.PutAsync("/v1/segments/a", $$"""{ "rule": {{Adults}}, "owner": "Mira", "persona": "Frequent Flyer", "hypothesis": "Buys upgrades" }""");
        await audience.Http.PutAsync("/v1/segments/b", $$"""{ "rule": {{Adults}}, "status": "draft", "owner": "Jo", "name": "Sleepers" }""");

        Assert.Equal(["b"], Keys(await audience.GetAsync("/v1/segments?status=draft")));
        Assert.Equal(["a"], Keys(await audience.GetAsync("/v1/segments?owner=mira")));
        Assert.Equal(["a"], Keys(await audience.GetAsync("/v1/segments?q=flyer")));
        Assert.Equal(["b"], Keys(await audience.GetAsync("/v1/segments?q=SLEEP")));
        Assert.Empty(Keys(await audience.GetAsync("/v1/segments?q=flyer&status=draft")));
        var a = await audience.GetAsync("/v1/segments/a");
        Assert.Equal(("rule", "Mira", "Frequent Flyer", "Buys upgrades"), (a.GetProperty("kind").GetString(), a.GetProperty("owner").GetString(), a.GetProperty("persona").GetString(), a.GetProperty("hypothesis").GetString()));
    }

    [Fact]
    public async Task A_segment_tells_who_uses_it_when_asked()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("others", """{ "not": { "segment": "adults" } }""");

        var user = (await audience.GetAsync("/v1/segments/adults?include=users")).GetProperty("users")[0];

        Assert.Equal(("segment", "others"), (user.GetProperty("kind").GetString(), user.GetProperty("key").GetString()));
        Assert.False((await audience.GetAsync("/v1/segments/adults")).TryGetProperty("users", out _));
        Assert.Equal(HttpStatusCode.BadRequest, (await audience.Http.ReadAsync("/v1/segments/adults?include=wonders")).Status);
    }

    private static (HttpStatusCode, string) Told(Reply reply) => (reply.Status, reply.Code);

    private static IEnumerable<string?> Keys(System.Text.Json.JsonElement page) => page.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("key").GetString());

    private static IEnumerable<string?> Changes(System.Text.Json.JsonElement page) => page.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("changed").GetString());
}
