using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Security;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Segments;

public sealed class VersionTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task Every_save_is_a_version_that_says_what_it_changed()
    {
        await using var audience = await TestAudience.StartAsync();
        var http = audience.Http;
        await http.PutAsync("/v1/segments/adults", $$"""{ "rule": {{Adults}} }""");
        audience.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        await http.PutAsync("/v1/segments/adults", $$"""{ "name": "Adults", "tags": ["age"], "rule": {{Adults}} }""");
        await http.PutAsync("/v1/segments/adults", """{ "name": "Grown-ups", "rule": { "attribute": "age", "gte": 21 } }""");

        var first = await audience.GetAsync("/v1/segments/adults/versions?limit=2");
        var second = await audience.GetAsync($"/v1/segments/adults/versions?limit=2&cursor={first.GetProperty("next").GetString()}");

        Assert.Equal(
            [
                (3, "Name changed from \"Adults\" to \"Grown-ups\"; tags [\"age\"] removed; rule: 1 changed ($.gte)."),
                (2, "Name set to \"Adults\"; tags set to [\"age\"]."),
            ],
            Told(first));
        Assert.Equal([(1, "Created.")], Told(second));
        Assert.False(second.TryGetProperty("next", out _));
        var newest = first.GetProperty("items")[0];
        Assert.Equal(("development", audience.Now), (newest.GetProperty("savedBy").GetString(), newest.GetProperty("savedAt").GetDateTimeOffset()));
        Assert.Equal(HttpStatusCode.NotFound, (await http.ReadAsync("/v1/segments/none/versions")).Status);
    }

    [Fact]
    public async Task A_version_says_all_that_was_saved()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.Http.PutAsync("/v1/segments/adults", $$"""{ "name": "n", "description": "d", "tags": ["t"], "owner": "o", "persona": "p", "hypothesis": "h", "status": "draft", "rule": {{Adults}} }""");
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 21 }""");

        var version = await audience.GetAsync("/v1/segments/adults/versions/1");

        Assert.Equal(
            ["n", "d", "o", "p", "h", "draft", "rule"],
            new[] { "name", "description", "owner", "persona", "hypothesis", "status", "kind" }.Select(field => version.GetProperty(field).GetString()));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Adults), version.GetProperty("rule")));
        Assert.NotEmpty(version.GetProperty("describe").GetString()!);
        Assert.Equal("segment.version_not_found", (await audience.Http.ReadAsync("/v1/segments/adults/versions/3")).Code);
    }

    [Fact]
    public async Task Two_versions_are_compared_field_by_field_and_part_by_part()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.Http.PutAsync("/v1/segments/s", """{ "name": "One", "rule": { "all": [ { "attribute": "age", "gte": 18 }, { "attribute": "city", "eq": "DEL" } ] } }""");
        await audience.Http.PutAsync("/v1/segments/s", """{ "name": "Two", "rule": { "all": [ { "event": "booked" }, { "attribute": "age", "gte": 21 }, { "attribute": "city", "eq": "DEL" } ] } }""");

        var forth = await audience.GetAsync("/v1/segments/s/versions/1...2");
        var back = await audience.GetAsync("/v1/segments/s/versions/2...1");

        Assert.Equal(
            """[{"op":"added","path":"$.all[0]","after":{"event":"booked"}},{"op":"changed","path":"$.all[1].gte","before":18,"after":21}]""",
            forth.GetProperty("rule").GetProperty("changes").GetRawText());
        Assert.Equal("""[{"field":"name","before":"One","after":"Two"}]""", forth.GetProperty("fields").GetRawText());
        Assert.Equal(["removed", "changed"], back.GetProperty("rule").GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("op").GetString()));
        Assert.Equal(forth.GetProperty("rule").GetProperty("before").GetString(), back.GetProperty("rule").GetProperty("after").GetString());
        Assert.NotEqual(forth.GetProperty("rule").GetProperty("before").GetString(), forth.GetProperty("rule").GetProperty("after").GetString());
    }

    [Fact]
    public async Task Going_back_saves_the_old_definition_anew_and_leaves_the_status_alone()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 19 }""");
        await audience.Http.PutAsync("/v1/segments/adults", $$"""{ "status": "draft", "name": "Adults", "rule": {{Adults}} }""");
        await audience.Http.PostAsync("/v1/segments/adults/activate", "");
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 21 }""");

        var restored = await audience.Http.PostAsync("/v1/segments/adults/rollback", """{ "version": 1 }""");

        Assert.Equal((HttpStatusCode.OK, 4, "active", "Adults", 1), (
            restored.Status, restored.Body.GetProperty("version").GetInt32(), restored.Body.GetProperty("status").GetString(), restored.Body.GetProperty("name").GetString(), restored.Body.GetProperty("size").GetInt32()));
        Assert.Equal("\"4\"", restored.Message.Headers.ETag?.Tag);
        Assert.StartsWith("Went back to version 1; ", (await audience.GetAsync("/v1/segments/adults/versions/4")).GetProperty("changed").GetString(), StringComparison.Ordinal);
        Assert.Equal("segment.version_not_found", (await audience.Http.PostAsync("/v1/segments/adults/rollback", """{ "version": 9 }""")).Code);
        Assert.Equal("segment.invalid", (await audience.Http.PostAsync("/v1/segments/adults/rollback", "{}")).Code);
    }

    [Fact]
    public async Task Going_back_to_a_rule_that_names_what_is_gone_is_refused()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("others", """{ "not": { "segment": "adults" } }""");
        await audience.SaveAsync("others", """{ "all": [] }""");
        await audience.Http.RemoveAsync("/v1/segments/adults");

        Assert.Equal("segment.invalid_rule", (await audience.Http.PostAsync("/v1/segments/others/rollback", """{ "version": 1 }""")).Code);
    }

    [Fact]
    public async Task Of_a_save_and_a_rollback_on_one_version_one_is_refused()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        for (var version = 1; version < 6; version++)
        {
            var match = ("If-Match", $"\"{version}\"");

            var replies = await Task.WhenAll(
                audience.Http.PutAsync("/v1/segments/adults", """{ "rule": { "attribute": "age", "gte": 21 } }""", match),
                audience.Http.SendAsync(HttpMethod.Post, "/v1/segments/adults/rollback", """{ "version": 1 }""", headers: match));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], replies.Select(r => r.Status).Order());
        }
    }

    [Fact]
    public async Task Saves_at_once_each_become_a_version()
    {
        await using var audience = await TestAudience.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => audience.Http.PutAsync("/v1/segments/s", $$"""{ "name": "n{{i}}", "rule": {{Adults}} }""")));

        Assert.Equal(1, replies.Count(r => r.Status == HttpStatusCode.Created));
        Assert.Equal([6, 5, 4, 3, 2, 1], Told(await audience.GetAsync("/v1/segments/s/versions")).Select(v => v.Item1));
    }

    [Fact]
    public async Task The_versions_of_a_deleted_segment_are_kept_and_it_goes_on_counting()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.Http.RemoveAsync("/v1/segments/adults");

        Assert.Equal([(1, "Created.")], Told(await audience.GetAsync("/v1/segments/adults/versions")));
        Assert.Equal(HttpStatusCode.NotFound, (await audience.Http.PostAsync("/v1/segments/adults/rollback", """{ "version": 1 }""")).Status);
        Assert.Equal(2, (await audience.SaveAsync("adults", Adults)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_version_names_the_key_that_saved_it()
    {
        const string Key = "mseg_of-marketing";
        await using var api = new TestApi(null, [
            ("Security:Keys:0:Name", "marketing"),
            ("Security:Keys:0:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))),
            ("Security:Keys:0:Scopes:0", Scopes.Manage),
            ("Security:Keys:0:Scopes:1", Scopes.Read)]);
        await api.ClientAsync();
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await client.PutAsync("/v1/segments/all", """{ "rule": { "all": [] } }""");

        Assert.Equal("marketing", (await client.ReadAsync("/v1/segments/all/versions/1")).Body.GetProperty("savedBy").GetString());
    }

    private static IEnumerable<(int, string?)> Told(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("changed").GetString()));
}
