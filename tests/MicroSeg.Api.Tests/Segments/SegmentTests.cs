using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Segments;

public sealed class SegmentTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task A_save_answers_with_the_exact_size_of_what_is_served()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.UpsertAsync("c2", """{ "age": 3 }""");

        using var response = await audience.Http.PutAsync("/v1/segments/adults", TestAudience.Json($$"""{ "name": "Adults", "tags": ["age"], "rule": {{Adults}} }"""));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("\"1\"", response.Headers.ETag?.Tag);
        var saved = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(1, saved.GetProperty("size").GetInt32());
        Assert.Equal(audience.Now, saved.GetProperty("asOf").GetDateTimeOffset());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Adults), saved.GetProperty("rule")));
        Assert.NotEmpty(saved.GetProperty("describe").GetString()!);
        Assert.Equal(saved.GetRawText(), (await audience.GetAsync("/v1/segments/adults")).GetRawText());
    }

    [Fact]
    public async Task A_preview_equals_the_members_after_saving()
    {
        await using var audience = await TestAudience.StartAsync();
        for (var i = 0; i < 30; i++)
            await audience.UpsertAsync($"c{i}", $$"""{ "age": {{i}} }""");

        var preview = await audience.PreviewAsync(Adults);
        var saved = await audience.SaveAsync("adults", Adults);

        Assert.Equal(12, preview.GetProperty("count").GetInt32());
        Assert.Equal(12, saved.GetProperty("size").GetInt32());
        Assert.Subset((await audience.MembersAsync("adults")).ToHashSet(), preview.GetProperty("sample").EnumerateArray().Select(s => s.GetString()!).ToHashSet());
        Assert.Equal(saved.GetProperty("describe").GetString(), preview.GetProperty("describe").GetString());
    }

    [Fact]
    public async Task A_preview_takes_another_instant()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.BookAsync("c1", "DEL", audience.Now.AddDays(-10));
        using var response = await audience.Http.PostAsync("/v1/segments/preview", TestAudience.Json($$"""{ "rule": { "event": "booked", "within": "2d" }, "asOf": "{{audience.Now.AddDays(-9):O}}" }"""));

        Assert.Equal(1, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("count").GetInt32());
        Assert.Equal(0, (await audience.PreviewAsync("""{ "event": "booked", "within": "2d" }""")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_cycle_is_spelled_out()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("a", Adults);
        await audience.SaveAsync("b", """{ "segment": "a" }""");
        await audience.SaveAsync("c", """{ "any": [ { "segment": "b" }, { "segment": "a" } ] }""");

        using var response = await audience.PutAsync("a", """{ "segment": "c" }""");

        await AssertProblemAsync(response, HttpStatusCode.Conflict, "segment.cycle", "a -> c -> a");
        using var own = await audience.PutAsync("a", """{ "not": { "segment": "a" } }""");
        await AssertProblemAsync(own, HttpStatusCode.Conflict, "segment.cycle", "a -> a");
    }

    [Fact]
    public async Task Of_saves_that_together_would_form_a_cycle_one_is_refused()
    {
        await using var audience = await TestAudience.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            await audience.SaveAsync("a", Adults);
            await audience.SaveAsync("b", Adults);

            var responses = await Task.WhenAll(audience.PutAsync("a", """{ "segment": "b" }"""), audience.PutAsync("b", """{ "segment": "a" }"""));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], responses.Select(r => r.StatusCode).Order());
        }
    }

    [Fact]
    public async Task A_chain_of_more_than_a_hundred_segments_is_refused_from_either_end()
    {
        await using var audience = await TestAudience.StartAsync();
        await using (var db = await audience.Api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContextAsync())
        {
            // What only the check of the next save reads.
            for (var i = 1; i <= 100; i++)
                db.Add(new Segment { Key = $"s{i}", Version = 1, Rule = """{ "all": [] }""", References = i == 1 ? [] : [$"s{i - 1}"] });
            await db.SaveChangesAsync();
        }

        using var above = await audience.PutAsync("top", """{ "segment": "s100" }""");
        await AssertProblemAsync(above, HttpStatusCode.Conflict, "segment.long_chain", "at most 100");
        await audience.SaveAsync("bottom", Adults);
        using var below = await audience.PutAsync("s1", """{ "segment": "bottom" }""");
        await AssertProblemAsync(below, HttpStatusCode.Conflict, "segment.long_chain", "at most 100");
    }

    [Fact]
    public async Task The_schema_of_rules_is_that_of_what_there_is()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        var before = await audience.Http.ReadAsync("/v1/schema/rules.json");

        Assert.Equal("application/schema+json", before.Message.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"adults\"", before.Body.GetRawText(), StringComparison.Ordinal);
        var tag = before.Message.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await audience.Http.ReadAsync("/v1/schema/rules.json", ("If-None-Match", tag))).Status);
        await audience.DefineAsync("attributes/score", """{ "type": "number" }""");
        var after = await audience.Http.ReadAsync("/v1/schema/rules.json", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains("\"score\"", after.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_in_use_is_not_deleted()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("young", """{ "not": { "segment": "adults" } }""");

        using var refused = await audience.Http.DeleteAsync("/v1/segments/adults");

        await AssertProblemAsync(refused, HttpStatusCode.Conflict, "segment.in_use", "segment 'young'");
        Assert.Equal(HttpStatusCode.NoContent, (await audience.Http.DeleteAsync("/v1/segments/young")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await audience.Http.DeleteAsync("/v1/segments/adults")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await audience.Http.DeleteAsync("/v1/segments/adults")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await audience.Http.GetAsync("/v1/segments/adults/members")).StatusCode);
        Assert.Equal(2, (await audience.SaveAsync("adults", Adults)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_rule_is_named_with_its_place()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);

        using var response = await audience.PutAsync("x", """{ "all": [ { "attribute": "agee", "gte": 1 }, { "segment": "adult" } ] }""");

        var problem = await AssertProblemAsync(response, HttpStatusCode.BadRequest, "segment.invalid_rule", "");
        var errors = problem.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("path").GetString(), e.GetProperty("message").GetString())).ToList();
        Assert.Contains(errors, e => e.Item1!.StartsWith("$.rule.all[0]", StringComparison.Ordinal) && e.Item2!.Contains("age", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Item1!.StartsWith("$.rule.all[1]", StringComparison.Ordinal) && e.Item2!.Contains("adults", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Upper", """{ "rule": { "all": [] } }""", "segment.invalid_key")]
    [InlineData("x", """{ "name": "no rule" }""", "segment.invalid")]
    [InlineData("x", """{ "rule": { "all": [] }, "tag": "unknown member" }""", "request.malformed_json")]
    [InlineData("x", """{ "rule": """, "request.malformed_json")]
    public async Task What_cannot_be_saved_is_refused(string key, string body, string code)
    {
        await using var audience = await TestAudience.StartAsync();

        using var response = await audience.Http.PutAsync($"/v1/segments/{key}", TestAudience.Json(body));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, code, "");
    }

    [Fact]
    public async Task An_edit_of_an_old_version_is_refused()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 21 }""");

        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/segments/adults") { Content = TestAudience.Json($$"""{ "rule": {{Adults}} }""") };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var response = await audience.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/segments/adults");
        again.Headers.TryAddWithoutValidation("If-None-Match", "\"2\"");
        Assert.Equal(HttpStatusCode.NotModified, (await audience.Http.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task The_list_is_paged_and_kept_to_a_tag()
    {
        await using var audience = await TestAudience.StartAsync();
        foreach (var key in new[] { "a", "b", "c" })
            await audience.Http.PutAsync($"/v1/segments/{key}", TestAudience.Json($$"""{ "tags": ["{{(key == "b" ? "odd" : "even")}}"], "rule": { "all": [] } }"""));

        var first = await audience.GetAsync("/v1/segments?limit=2");
        var second = await audience.GetAsync($"/v1/segments?limit=2&cursor={first.GetProperty("next").GetString()}");
        var even = await audience.GetAsync("/v1/segments?tag=even");

        Assert.Equal(["a", "b"], Keys(first));
        Assert.Equal(["c"], Keys(second));
        Assert.Equal(["a", "c"], Keys(even));
    }

    [Fact]
    public async Task A_stored_rule_that_no_longer_compiles_stops_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        await using (var audience = await TestAudience.StartAsync(folder))
        {
            await audience.UpsertAsync("c1", """{ "age": 30 }""");
            await audience.SaveAsync("adults", Adults);
            await audience.SaveAsync("odd", Adults);
            await audience.SaveAsync("odder", """{ "segment": "odd" }""");
            await using var db = await audience.Api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContextAsync();
            await db.Set<Segment>().Where(s => s.Key == "odd").ExecuteUpdateAsync(set => set.SetProperty(s => s.Rule, """{ "wonder": true }"""));
        }

        await using var restarted = await TestAudience.StartAsync(folder);

        Assert.Equal(["c1"], await restarted.MembersAsync("adults"));
        Assert.NotEmpty((await restarted.GetAsync("/v1/segments/odd")).GetProperty("problems").EnumerateArray());
        using var members = await restarted.Http.GetAsync("/v1/segments/odder/members");
        await AssertProblemAsync(members, HttpStatusCode.Conflict, "segment.not_evaluated", "odder");
        Assert.Contains("odd", await restarted.Http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        await restarted.SaveAsync("odd", Adults);
        Assert.Equal(["c1"], await restarted.MembersAsync("odder"));
    }

    private static IEnumerable<string?> Keys(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("key").GetString());

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code, string detail)
    {
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((status, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem;
    }
}
