using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Tests.Audiences;

public sealed class AudienceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Counts_and_exports_are_those_of_a_naive_model(int seed)
    {
        var random = new Random(seed);
        await using var audience = await TestAudience.StartAsync();
        var model = await SetModel.FillAsync(audience, random, 60);

        for (var i = 0; i < 60; i++)
        {
            var (json, members) = model.Random(random, depth: 4);
            var body = $$"""{ "set": {{json}}, "include": ["ordinal"] }""";

            var count = await audience.CountAsync($$"""{ "set": {{json}} }""");
            var lines = await (await audience.ExportAsync(body)).LinesAsync();
            using var roaring = await audience.ExportAsync(body, accept: "application/vnd.roaring");

            Assert.Equal(members.Count, count.GetProperty("count").GetInt32());
            Assert.Equal(members.Order(StringComparer.Ordinal), lines.Select(l => l.GetProperty("customer").GetString()!).Order(StringComparer.Ordinal));
            Assert.True(RoaringFormat.TryRead(await roaring.Content.ReadAsByteArrayAsync(), out var set, out var error), error);
            Assert.Equal(lines.Select(l => l.GetProperty("ordinal").GetInt32()), set);
        }
    }

    [Fact]
    public async Task A_count_tells_each_leaf()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.UpsertAsync("c2", """{ "age": 3 }""");
        await audience.SaveAsync("adults", SetModel.Segments["adults"].Rule);

        var count = await audience.CountAsync("""{ "set": { "andNot": [ { "all": true }, "adults", { "customers": ["c2", "who", "who"] } ] } }""");

        Assert.Equal(0, count.GetProperty("count").GetInt32());
        Assert.Equal(audience.Engine.State.AsOf, count.GetProperty("asOf").GetDateTimeOffset());
        Assert.Equal(
            """[{"path":"$.set.andNot[0].all","size":2},{"path":"$.set.andNot[1]","segment":"adults","size":1},{"path":"$.set.andNot[2].customers","size":1,"unknown":1}]""",
            count.GetProperty("leaves").GetRawText());
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_with_its_place()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", SetModel.Segments["adults"].Rule);

        var reply = await audience.Http.PostAsync("/v1/audiences/export", """
            { "set": { "and": [ "adutls", { "orr": ["adults"] }, { "or": [] }, { "rule": { "attribute": "agee", "gte": 1 } }, { "all": false }, 7, {},
                                { "not": "adults", "all": true }, { "customers": ["a", 1] } ] },
              "at": "2027-01-01T00:00:00Z", "limit": 0, "sample": { "percent": 0.00001 }, "attributes": ["agge"], "include": ["since"] }
            """);

        Assert.Equal((HttpStatusCode.BadRequest, "audience.invalid"), (reply.Status, reply.Code));
        Assert.Equal(
            [
                "$.at audience.invalid", "$.attributes[0] audience.unknown_attribute", "$.include[0] audience.invalid", "$.limit audience.invalid", "$.sample.percent audience.invalid",
                "$.set.and[0] audience.unknown_segment", "$.set.and[1].orr audience.unknown_key", "$.set.and[2].or audience.wrong_shape", "$.set.and[4].all audience.wrong_shape",
                "$.set.and[5] audience.wrong_shape", "$.set.and[6] audience.wrong_shape", "$.set.and[7].all audience.two_kinds", "$.set.and[8].customers[1] audience.wrong_shape",
            ],
            Errors(reply).Select(e => $"{e.GetProperty("path")} {e.GetProperty("code")}").Order(StringComparer.Ordinal));
        Assert.Contains(Errors(reply), e => e.GetProperty("message").GetString()!.Contains("did you mean 'adults'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_a_rule_is_told_where_it_stands()
    {
        await using var audience = await TestAudience.StartAsync();

        var reply = await audience.Http.PostAsync("/v1/audiences/count", """{ "set": { "or": [ { "all": true }, { "rule": { "all": [ { "attribute": "agee", "gte": 1 } ] } } ] } }""");

        var error = Assert.Single(Errors(reply));
        Assert.Equal(("$.set.or[1].rule.all[0].attribute", "rule.unknown_attribute"), (error.GetProperty("path").GetString(), error.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("Audiences:MaxDepth", "2", """{ "not": { "not": { "all": true } } }""", "audience.too_deep")]
    [InlineData("Audiences:MaxNodes", "2", """{ "or": [ { "all": true }, { "all": true } ] }""", "audience.too_many_nodes")]
    [InlineData("Audiences:MaxCustomers", "1", """{ "customers": ["a", "b"] }""", "audience.too_many_customers")]
    [InlineData("Audiences:MaxRules", "1", """{ "or": [ { "rule": { "all": [] } }, { "rule": { "all": [] } } ] }""", "audience.too_many_rules")]
    public async Task Sizes_are_limited(string setting, string value, string set, string code)
    {
        await using var audience = await TestAudience.StartAsync(null, null, (setting, value));

        var reply = await audience.Http.PostAsync("/v1/audiences/count", $$"""{ "set": {{set}} }""");

        Assert.Equal(code, Assert.Single(Errors(reply)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_sample_is_that_of_the_rule_and_of_the_hash()
    {
        await using var audience = await TestAudience.StartAsync();
        var model = await SetModel.FillAsync(audience, new Random(3), 200);

        var sampled = await (await audience.ExportAsync("""{ "set": { "all": true }, "sample": { "percent": 20.5, "salt": "spring" } }""")).IdsAsync();
        var ruled = await (await audience.ExportAsync("""{ "set": { "rule": { "sample": 20.5, "salt": "spring" } } }""")).IdsAsync();

        Assert.Equal(model.Customers.Keys.Where(c => HashOf("spring" + c) < ulong.MaxValue / 1000 * 205).Order(StringComparer.Ordinal), sampled.Order(StringComparer.Ordinal));
        Assert.Equal(ruled, sampled);
        Assert.InRange(sampled.Count, 1, 199);
    }

    [Fact]
    public async Task A_limit_is_a_stable_spread_and_a_smaller_one_is_part_of_a_larger()
    {
        await using var audience = await TestAudience.StartAsync();
        var model = await SetModel.FillAsync(audience, new Random(4), 120);
        var byHash = model.Customers.Keys.OrderBy(c => HashOf("x" + c)).ToList();

        foreach (var limit in (int[])[1, 7, 60, 119, 120, 500])
        {
            var body = $$"""{ "set": { "all": true }, "limit": {{limit}}, "sample": { "salt": "x" } }""";
            var ids = await (await audience.ExportAsync(body)).IdsAsync();

            Assert.Equal(byHash.Take(limit).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
            Assert.Equal(ids.Count, (await audience.CountAsync(body)).GetProperty("count").GetInt32());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "limit": 60""")]
    [InlineData(""", "limit": 500, "sample": { "percent": 80, "salt": "s" }""")]
    public async Task Whoever_is_in_the_set_throughout_is_met_exactly_once_whatever_is_cut_off(string keep)
    {
        var random = new Random(5);
        await using var audience = await TestAudience.StartAsync();
        for (var i = 0; i < 100; i++)
            await audience.UpsertAsync($"c{i:D3}", $$"""{ "age": {{(i % 4 == 0 ? 3 : 30)}} }""");
        await audience.SaveAsync("adults", SetModel.Segments["adults"].Rule);
        var body = $$"""{ "set": "adults"{{keep}} }""";
        var lasting = (await (await audience.ExportAsync(body)).IdsAsync()).ToHashSet(StringComparer.Ordinal);

        var met = new List<string>();
        var query = "?rows=13";
        for (var part = 0; ; part++)
        {
            using var response = await audience.ExportAsync(body, query);
            var ids = await response.IdsAsync();
            if (part % 2 == 1 && ids.Count > 3)
            {
                // The connection broke in the middle of a line.
                var received = ids[..random.Next(1, ids.Count)];
                met.AddRange(received);
                query = $"?rows=13&cursor={response.Header("X-MicroSeg-Cursor")}&after={received[^1]}";
            }
            else
            {
                met.AddRange(ids);
                if (response.Header("X-MicroSeg-Next") is not { } next)
                    break;
                query = $"?rows=13&cursor={next}";
            }

            // Some leave, some enter, some are new.
            lasting.Remove($"c{part * 9 + 1:D3}");
            await audience.UpsertAsync($"c{part * 9 + 1:D3}", """{ "age": 3 }""");
            await audience.UpsertAsync($"c{part * 8:D3}", """{ "age": 33 }""");
            await audience.UpsertAsync($"new{part}", """{ "age": 33 }""");
        }

        Assert.Equal(met.Distinct(StringComparer.Ordinal).Count(), met.Count);
        Assert.Empty(lasting.Except(met, StringComparer.Ordinal));
        Assert.True(lasting.Count > 30);
    }

    [Fact]
    public async Task An_export_goes_on_only_with_its_own_request_and_definitions()
    {
        await using var audience = await TestAudience.StartAsync();
        for (var i = 0; i < 5; i++)
            await audience.UpsertAsync($"c{i}", """{ "age": 30 }""");
        await audience.SaveAsync("adults", SetModel.Segments["adults"].Rule);
        await audience.SaveAsync("grown", """{ "segment": "adults" }""");
        const string Body = """{ "set": { "or": [ { "rule": { "segment": "grown" } } ] } }""";
        using var first = await audience.ExportAsync(Body, "?rows=2");
        var next = first.Header("X-MicroSeg-Next");

        Assert.Equal("audience.other_cursor", await CodeAsync(await audience.ExportAsync("""{ "set": "grown" }""", $"?cursor={next}")));
        Assert.Equal("request.bad_cursor", await CodeAsync(await audience.ExportAsync(Body, "?cursor=bm9uc2Vuc2U")));
        Assert.Equal("audience.after_without_cursor", await CodeAsync(await audience.ExportAsync(Body, "?after=c1")));
        Assert.Equal("audience.unknown_after", await CodeAsync(await audience.ExportAsync(Body, $"?cursor={next}&after=who")));
        Assert.Equal("audience.not_acceptable", await CodeAsync(await audience.ExportAsync(Body, accept: "image/png")));
        Assert.Equal(["c2", "c3", "c4"], await (await audience.ExportAsync(Body, $"?cursor={next}")).IdsAsync());
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 21 }""");
        Assert.Equal("audience.redefined", await CodeAsync(await audience.ExportAsync(Body, $"?cursor={next}")));
    }

    [Fact]
    public async Task A_past_instant_is_answered_from_the_log_without_the_erased()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("booked", """{ "event": "booked", "within": "2d" }""");
        foreach (var id in (string[])["c1", "c2", "c3"])
            await audience.BookAsync(id, "DEL", audience.Now);
        var then = audience.Now;
        await audience.AdvanceAsync(TimeSpan.FromDays(3));
        await audience.BookAsync("c4", "DEL", audience.Now);
        await audience.EraseAsync("c3");

        var now = await (await audience.ExportAsync("""{ "set": "booked" }""")).IdsAsync();
        var past = await (await audience.ExportAsync($$"""{ "set": { "or": [ "booked" ] }, "at": "{{then:yyyy-MM-dd'T'HH:mm:ss'Z'}}" }""")).IdsAsync();
        var ruled = await (await audience.ExportAsync($$"""{ "set": { "rule": { "event": "booked", "within": "2d" } }, "at": "{{then:yyyy-MM-dd'T'HH:mm:ss'Z'}}" }""")).IdsAsync();

        Assert.Equal(["c4"], now);
        Assert.Equal(["c1", "c2"], past);
        Assert.Equal(["c1", "c2"], ruled);
    }

    [Fact]
    public async Task CSV_has_columns_for_attributes_since_and_context_and_no_formulas()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.DefineAsync("attributes/home", """{ "type": "geo" }""");
        await audience.DefineAsync("attributes/tags", """{ "type": "stringSet" }""");
        await audience.SaveAsync("expats", """{ "event": "booked", "per": "destination", "count": { "gt": 1 } }""");
        await audience.UpsertAsync("=1+1", """{ "age": -5, "city": "@SUM(A1), \"x\"", "home": { "lat": 1.5, "lon": -2 }, "tags": ["a", "b"] }""");
        await audience.BookAsync("=1+1", "DEL", audience.Now);
        await audience.BookAsync("=1+1", "DEL", audience.Now);
        const string Columns = """ "include": ["since", "context", "ordinal"], "attributes": ["age", "city", "home", "tags"] """;

        var safe = await (await audience.ExportAsync($$"""{ "set": "expats", {{Columns}} }""", accept: Replies.Csv)).Content.ReadAsStringAsync();
        var raw = await (await audience.ExportAsync($$"""{ "set": { "segment": "expats" }, "attributes": ["city"], "spreadsheetSafe": false }""", accept: Replies.Csv)).Content.ReadAsStringAsync();
        var json = await (await audience.ExportAsync($$"""{ "set": "expats", {{Columns}} }""")).Content.ReadAsStringAsync();

        Assert.Equal(
            "customer,ordinal,since,context,age,city,home,tags\r\n"
            + "\"'=1+1\",0,2026-06-15T12:00:00Z,\"{\"\"destination\"\":\"\"DEL\"\",\"\"count\"\":2}\",-5,\"'@SUM(A1), \"\"x\"\"\",\"1.5,-2\",a|b\r\n",
            safe);
        Assert.Equal("customer,city\r\n=1+1,\"@SUM(A1), \"\"x\"\"\"\r\n", raw);
        Assert.Equal(
            """{"customer":"=1+1","ordinal":0,"since":"2026-06-15T12:00:00Z","context":{"destination":"DEL","count":2},"attributes":{"age":-5,"city":"@SUM(A1), \"x\"","home":{"lat":1.5,"lon":-2},"tags":["a","b"]}}""",
            json.TrimEnd());
    }

    [Fact]
    public async Task Exports_are_compressed_for_those_who_take_it_and_say_what_they_are()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1");

        using var response = await audience.ExportAsync("""{ "set": { "all": true } }""", encoding: "gzip");
        using var roaring = await audience.ExportAsync("""{ "set": { "all": true } }""", accept: "application/vnd.roaring");

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        using var reader = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal("{\"customer\":\"c1\"}\n", await reader.ReadToEndAsync());
        Assert.Equal("1", response.Header("X-MicroSeg-Count"));
        Assert.Equal(audience.Engine.State.AsOf, DateTimeOffset.Parse(response.Header("X-MicroSeg-As-Of")!, CultureInfo.InvariantCulture));
        Assert.Null(response.Header("X-MicroSeg-Next"));
        Assert.Matches("^store=[0-9a-f]{32}$", roaring.Header("X-MicroSeg-Ordinals"));
    }

    private static ulong HashOf(string text) => MicroSeg.Audience.Hashing.XxHash64.Hash(Encoding.UTF8.GetBytes(text));

    private static async Task<string> CodeAsync(HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString()!;

    private static List<JsonElement> Errors(Reply reply) => [.. reply.Body.GetProperty("errors").EnumerateArray()];
}
