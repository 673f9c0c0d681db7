using System.IO.Compression;
using System.Net;
using System.Text;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Api.Tests.Audience;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Tests.Segments;

/// <summary>Segments that consist of uploaded ids.</summary>
public sealed class ListTests
{
    private const string Text = "text/plain";

    [Theory]
    [InlineData("application/json", """["c1", "c3", {"id":"later"}]""")]
    [InlineData("application/x-ndjson", "\"c1\"\n{\"id\":\"c3\"}\n\n\"later\"\n")]
    [InlineData("application/octet-stream", "\"c1\"\n\"c3\"\n\"later\"")]
    [InlineData("text/plain", "c1\r\nc3\r\n  later  \r\n")]
    [InlineData("text/plain; charset=utf-8", "\uFEFFc1\nc3\nlater")]
    [InlineData("text/csv", "name,id\nAda,c1\n\"Bo, the second\",c3\n,later\n")]
    public async Task An_upload_in_any_format_becomes_the_members(string type, string body)
    {
        await using var audience = await WithCustomersAsync();

        var reply = await UploadAsync(audience, body, type);

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal((3, 0, 1, 3, 0, 3, 1, 0), Counts(reply));
        Assert.Equal(["c1", "c3"], await audience.MembersAsync("vips"));
        var segment = await audience.GetAsync("/v1/segments/vips");
        Assert.Equal(("list", "active", 2, 1), (segment.GetProperty("kind").GetString(), segment.GetProperty("status").GetString(), segment.GetProperty("size").GetInt32(), segment.GetProperty("pending").GetInt32()));
        Assert.False(segment.TryGetProperty("rule", out _));
        Assert.Contains("list", segment.GetProperty("describe").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_upload_is_taken()
    {
        await using var audience = await WithCustomersAsync();
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("c1\nc2\n"));

        var reply = await audience.Http.SendBytesAsync(HttpMethod.Put, "/v1/segments/vips/list", buffer.ToArray(), Text, ("Content-Encoding", "gzip"));

        Assert.Equal(2, reply.Accepted);
        Assert.Equal(["c1", "c2"], await audience.MembersAsync("vips"));
    }

    [Fact]
    public async Task Uploads_replace_add_and_remove()
    {
        await using var audience = await WithCustomersAsync();

        Assert.Equal((2, 1, 0, 2, 0, 2, 0, 0), Counts(await UploadAsync(audience, "c1\nc2\nc1")));
        Assert.Equal((2, 0, 1, 1, 0, 3, 1, 0), Counts(await UploadAsync(audience, "c2\nx1", mode: "add")));
        Assert.Equal((2, 0, 1, 0, 1, 2, 1, 0), Counts(await UploadAsync(audience, "c1\nnever", mode: "remove")));
        Assert.Equal(["c2"], await audience.MembersAsync("vips"));
        Assert.Equal((3, 0, 0, 2, 1, 3, 0, 0), Counts(await UploadAsync(audience, "c2\nc3\nc4", mode: "replace")));
        Assert.Equal(["c2", "c3", "c4"], await audience.MembersAsync("vips"));
        Assert.Equal((0, 0, 0, 0, 3, 0, 0, 0), Counts(await UploadAsync(audience, "[]", "application/json")));
        Assert.Empty(await audience.MembersAsync("vips"));
        Assert.Equal(
            [
                "List replaced: 0 ids, 0 came and 3 went, 0 now.",
                "List replaced: 3 ids, 2 came and 1 went, 3 now.",
                "List taken from: 2 ids, 0 came and 1 went, 2 now.",
                "List added to: 2 ids, 1 came and 0 went, 3 now.",
                "Created; list replaced: 2 ids, 2 came and 0 went, 2 now.",
            ],
            (await audience.GetAsync("/v1/segments/vips/versions")).GetProperty("items").EnumerateArray().Select(v => v.GetProperty("changed").GetString()));
    }

    [Fact]
    public async Task An_id_without_a_customer_waits_for_one_also_through_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using (var audience = await TestAudience.StartAsync(folder, clock))
        {
            await UploadAsync(audience, "late\nlater\nby-event");
            await audience.SaveAsync("others", """{ "not": { "segment": "vips" } }""");
            clock.Advance(TimeSpan.FromSeconds(5));

            await audience.UpsertAsync("late");
            await audience.BookAsync("by-event", "DEL", audience.Now);
            await audience.UpsertAsync("nobody");

            Assert.Equal(["by-event", "late"], (await audience.MembersAsync("vips")).Order());
            Assert.Equal(["nobody"], await audience.MembersAsync("others"));
            Assert.Equal(audience.Now, (await audience.SinceAsync("vips"))["late"]);
            Assert.Equal(1, (await audience.GetAsync("/v1/segments/vips")).GetProperty("pending").GetInt32());
        }

        await using var restarted = await TestAudience.StartAsync(folder, clock);
        Assert.Equal(["by-event", "late"], (await restarted.MembersAsync("vips")).Order());
        await restarted.UpsertAsync("later");
        Assert.Equal(["by-event", "late", "later"], (await restarted.MembersAsync("vips")).Order());
        Assert.Equal(["nobody"], await restarted.MembersAsync("others"));
    }

    [Fact]
    public async Task A_large_import_finds_those_who_were_waited_for()
    {
        await using var audience = await TestAudience.StartAsync(settings: ("Audience:BulkFrom", "10"));
        await UploadAsync(audience, "b3\nb7\nb99");

        var lines = string.Concat(Enumerable.Range(0, 50).Select(i => $$"""{"id":"b{{i}}"}""" + "\n"));
        await audience.Http.PostAsync("/v1/customers", lines, Replies.Ndjson);
        await audience.WhenAppliedAsync();

        Assert.Equal(["b3", "b7"], await audience.MembersAsync("vips"));
        Assert.Equal(1, (await audience.GetAsync("/v1/segments/vips")).GetProperty("pending").GetInt32());
    }

    [Theory]
    [InlineData("application/json", """["c2", "c3" """, "request.malformed_json")]
    [InlineData("application/json", "", "request.empty_body")]
    [InlineData("text/csv", "name\nAda\n", "csv.bad_header")]
    [InlineData("application/x-ndjson", "17\n[1]\n", "segment.nothing_listed")]
    [InlineData("text/plain", "", "segment.nothing_listed")]
    public async Task A_broken_upload_changes_nothing(string type, string body, string code)
    {
        await using var audience = await WithCustomersAsync();
        await UploadAsync(audience, "c1");

        var reply = await UploadAsync(audience, body, type);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Code));
        Assert.Equal(["c1"], await audience.MembersAsync("vips"));
        Assert.Equal(1, (await audience.GetAsync("/v1/segments/vips")).GetProperty("version").GetInt32());
        await using var db = Rows.Open(audience.Api);
        Assert.Equal(["c1"], await db.Set<ListedId>().Select(l => l.Customer).ToListAsync());
        Assert.Equal(1, await db.Set<ListContent>().CountAsync());
    }

    [Fact]
    public async Task Records_that_are_no_ids_are_rejected_one_by_one_with_their_lines()
    {
        await using var audience = await WithCustomersAsync();

        var reply = await UploadAsync(audience, $"\"c1\"\n17\n{{\"id\":\"c2\",\"name\":1}}\n{{}}\n\"{new string('x', 201)}\"\n\"c3\"", Replies.Ndjson);

        Assert.Equal(2, reply.Accepted);
        Assert.Equal([2, 3, 4, 5], reply.Rejected.Select(r => r.GetProperty("line").GetInt32()));
        Assert.Equal(
            ["record.wrong_type", "record.unknown_key", "record.missing_key", "record.bad_id"],
            reply.Rejected.Select(r => r.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(["c1", "c3"], await audience.MembersAsync("vips"));
    }

    [Fact]
    public async Task A_list_may_be_as_long_as_the_option_says()
    {
        await using var audience = await TestAudience.StartAsync(settings: ("Segments:MaxListIds", "3"));
        await UploadAsync(audience, "a\nb");

        var added = await UploadAsync(audience, "c\nd", mode: "add");
        var replaced = await UploadAsync(audience, "a\nb\nc\nd");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "segment.list_too_long"), (added.Status, added.Code));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "segment.list_too_long"), (replaced.Status, replaced.Code));
        Assert.Equal(["a", "b"], await IdsAsync(audience));
        Assert.Equal(3, (await UploadAsync(audience, "b\nc", mode: "add")).Body.GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task A_list_is_read_back_in_pages_and_as_a_whole()
    {
        await using var audience = await WithCustomersAsync();
        await UploadAsync(audience, """["d,1", "b", "c\"2", "a", "é"]""", "application/json");

        Assert.Equal(["a", "b", "c\"2", "d,1", "é"], await IdsAsync(audience, limit: 2));
        Assert.Equal("a\nb\nc\"2\nd,1\né\n", await WholeAsync(audience, Text));
        Assert.Equal("\"a\"\n\"b\"\n\"c\\\"2\"\n\"d,1\"\n\"é\"\n", await WholeAsync(audience, Replies.Ndjson));
        Assert.Equal("id\r\na\r\nb\r\n\"c\"\"2\"\r\n\"d,1\"\r\né\r\n", await WholeAsync(audience, Replies.Csv));
        await audience.SaveAsync("rule", """{ "all": [] }""");
        Assert.Equal("segment.no_list", (await audience.Http.ReadAsync("/v1/segments/rule/list")).Code);
        Assert.Equal("segment.not_found", (await audience.Http.ReadAsync("/v1/segments/none/list")).Code);
    }

    [Fact]
    public async Task An_erased_customer_is_on_no_list_any_more()
    {
        await using var audience = await WithCustomersAsync();
        await UploadAsync(audience, "c1\nc2");

        await audience.EraseAsync("c1");
        Assert.Equal(["c2"], await audience.MembersAsync("vips"));
        Assert.Equal(["c2"], await IdsAsync(audience));

        await audience.UpsertAsync("c1");
        Assert.Equal(["c2"], await audience.MembersAsync("vips"));
        await UploadAsync(audience, "c1", mode: "add");
        Assert.Equal(["c2", "c1"], await audience.MembersAsync("vips"));
        Assert.Equal([("List", 2, 0), ("Erasure", 0, 1), ("List", 1, 0)], await MembershipLogRows.OfAsync(audience, "vips", 3));
    }

    [Fact]
    public async Task A_list_is_saved_as_one_and_a_rule_takes_none()
    {
        await using var audience = await WithCustomersAsync();
        var http = audience.Http;

        var saved = await http.PutAsync("/v1/segments/vips", """{ "kind": "list", "name": "VIPs", "status": "draft" }""");
        Assert.Equal((HttpStatusCode.Created, "list"), (saved.Status, saved.Body.GetProperty("kind").GetString()));
        Assert.Equal("segment.no_list", (await UploadAsync(audience, "c1", mode: "remove")).Code);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(audience, "c1")).Status);
        Assert.Equal("segment.not_in_service", (await http.ReadAsync("/v1/segments/vips/members")).Code);
        Assert.Equal(1, (await http.PostAsync("/v1/segments/vips/activate", "")).Body.GetProperty("size").GetInt32());
        Assert.Equal("Very", (await http.PutAsync("/v1/segments/vips", """{ "name": "Very" }""")).Body.GetProperty("name").GetString());
        Assert.Equal(["c1"], await audience.MembersAsync("vips"));

        Assert.Equal("segment.kind_is_fixed", (await http.PutAsync("/v1/segments/vips", """{ "rule": { "all": [] } }""")).Code);
        Assert.Equal("segment.invalid", (await http.PutAsync("/v1/segments/y", """{ "kind": "list", "rule": { "all": [] } }""")).Code);
        await audience.SaveAsync("rule", """{ "all": [] }""");
        Assert.Equal("segment.kind_is_fixed", (await http.SendAsync(HttpMethod.Put, "/v1/segments/rule/list", "c1", Text)).Code);
    }

    [Fact]
    public async Task An_upload_on_an_old_version_is_refused_and_of_two_at_once_one()
    {
        await using var audience = await WithCustomersAsync();
        await UploadAsync(audience, "c1");
        await UploadAsync(audience, "c2", mode: "add");
        var path = "/v1/segments/vips/list?mode=add";

        Assert.Equal("request.precondition_failed", (await audience.Http.SendAsync(HttpMethod.Put, path, "c3", Text, ("If-Match", "\"1\""))).Code);
        Assert.Equal("request.precondition_failed", (await audience.Http.SendAsync(HttpMethod.Put, path, "c3", Text, ("If-None-Match", "*"))).Code);
        var both = await Task.WhenAll(
            audience.Http.SendAsync(HttpMethod.Put, path, "c3", Text, ("If-Match", "\"2\"")),
            audience.Http.SendAsync(HttpMethod.Put, path, "c4", Text, ("If-Match", "\"2\"")));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], both.Select(r => r.Status).Order());
        Assert.Equal(3, (await audience.MembersAsync("vips")).Count);
        Assert.Equal("\"3\"", both.Single(r => r.Status == HttpStatusCode.OK).Message.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task A_paused_list_is_served_as_it_was_while_uploads_go_on()
    {
        await using var audience = await WithCustomersAsync();
        await UploadAsync(audience, "c1\nlate");
        await audience.Http.PostAsync("/v1/segments/vips/pause", "");

        await UploadAsync(audience, "c2", mode: "add");
        await audience.UpsertAsync("late");
        Assert.Equal(["c1"], await audience.MembersAsync("vips"));
        Assert.Equal(["c1", "c2", "late"], await IdsAsync(audience));

        await audience.Http.PostAsync("/v1/segments/vips/activate", "");
        Assert.Equal(["c1", "c2", "late"], await audience.MembersAsync("vips"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Through_uploads_arrivals_erasures_and_restarts_the_members_are_those_of_a_naive_model(int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        var (customers, list) = (new HashSet<string>(), new HashSet<string>());
        var audience = await TestAudience.StartAsync(folder, clock);
        try
        {
            await UploadAsync(audience, "[]", "application/json");
            await audience.SaveAsync("others", """{ "not": { "segment": "vips" } }""");
            for (var step = 0; step < 40; step++)
            {
                var some = Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"c{random.Next(20)}").ToList();
                switch (random.Next(8))
                {
                    case 0 or 1:
                        await UploadAsync(audience, string.Join('\n', some), mode: "add");
                        list.UnionWith(some);
                        break;
                    case 2:
                        await UploadAsync(audience, string.Join('\n', some), mode: "remove");
                        list.ExceptWith(some);
                        break;
                    case 3:
                        await UploadAsync(audience, string.Join('\n', some));
                        list = [.. some];
                        break;
                    case 4 or 5:
                        await audience.UpsertAsync(some[0]);
                        customers.Add(some[0]);
                        break;
                    case 6 when customers.Remove(some[0]):
                        await audience.EraseAsync(some[0]);
                        list.Remove(some[0]);
                        break;
                    case 7:
                        if (random.Next(2) == 0)
                            await audience.Api.Services.SnapshotAsync();
                        await audience.DisposeAsync();
                        audience = await TestAudience.StartAsync(folder, clock);
                        break;
                }

                Assert.Equal(list.Intersect(customers).Order(StringComparer.Ordinal), (await audience.MembersAsync("vips")).Order(StringComparer.Ordinal));
                Assert.Equal(customers.Except(list).Order(StringComparer.Ordinal), (await audience.MembersAsync("others")).Order(StringComparer.Ordinal));
                Assert.Equal(list.Order(StringComparer.Ordinal), await IdsAsync(audience));
                Assert.Equal(list.Except(customers).Count(), (await audience.GetAsync("/v1/segments/vips")).GetProperty("pending").GetInt32());
            }
        }
        finally
        {
            await audience.DisposeAsync();
        }
    }

    private static async Task<TestAudience> WithCustomersAsync()
    {
        var audience = await TestAudience.StartAsync();
        foreach (var id in new[] { "c1", "c2", "c3", "c4" })
            await audience.UpsertAsync(id);
        return audience;
    }

    private static Task<Reply> UploadAsync(TestAudience audience, string body, string type = Text, string? mode = null) =>
        audience.Http.SendAsync(HttpMethod.Put, "/v1/segments/vips/list" + (mode is null ? "" : "?mode=" + mode), body, type);

    private static (long, long, int, int, int, int, int, long) Counts(Reply reply)
    {
        int Of(string name) => reply.Body.GetProperty(name).GetInt32();
        return (reply.Accepted, reply.Duplicates, Of("unknown"), Of("added"), Of("removed"), Of("size"), Of("pending"), reply.RejectedCount);
    }

    private static async Task<List<string?>> IdsAsync(TestAudience audience, int limit = 100)
    {
        var ids = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await audience.GetAsync($"/v1/segments/vips/list?limit={limit}&cursor={cursor}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetString()));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return ids;
    }

    private static async Task<string> WholeAsync(TestAudience audience, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/segments/vips/list");
        request.Headers.TryAddWithoutValidation("Accept", type);
        using var response = await audience.Http.SendAsync(request);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }
}
