using System.Net;
using System.Text.Json;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.History;

public sealed class HistoryTests
{
    private const string Adults = """{ "attribute": "age", "gte": 18 }""";

    [Fact]
    public async Task Members_at_an_instant_are_those_that_were_answered_then()
    {
        await using var audience = await TestAudience.StartAsync();
        var before = audience.Now;
        audience.Pass(TimeSpan.FromSeconds(10));
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.UpsertAsync("c2", """{ "age": 40 }""");
        await audience.SaveAsync("adults", Adults);
        var first = audience.Now;
        audience.Pass(TimeSpan.FromSeconds(10));
        await audience.UpsertAsync("c1", """{ "age": 3 }""");
        await audience.UpsertAsync("c3", """{ "age": 50 }""");
        var second = audience.Now;
        audience.Pass(TimeSpan.FromSeconds(10));

        var page = await audience.GetAsync($"/v1/segments/adults/members?at={Text(first)}&limit=1");

        Assert.Equal((2, first, "c1", first), (page.GetProperty("count").GetInt32(), page.GetProperty("asOf").GetDateTimeOffset(), page.Customers()[0], page.GetProperty("items")[0].GetProperty("since").GetDateTimeOffset()));
        var rest = await audience.GetAsync($"/v1/segments/adults/members?at={Text(first)}&cursor={page.GetProperty("next").GetString()}");
        Assert.Equal(["c2"], rest.Customers());
        Assert.Empty((await audience.GetAsync($"/v1/segments/adults/members?at={Text(before)}")).Customers());
        Assert.Equal(["c2", "c3"], (await audience.GetAsync($"/v1/segments/adults/members?at={Text(second)}")).Customers());
        Assert.Equal(["c2", "c3"], (await audience.GetAsync($"/v1/segments/adults/members?at={Text(audience.Now)}")).Customers());
        var one = await audience.GetAsync($"/v1/segments/adults/members/c1?at={Text(first)}");
        Assert.Equal((true, first), (one.GetProperty("member").GetBoolean(), one.GetProperty("since").GetDateTimeOffset()));
        Assert.False((await audience.GetAsync($"/v1/segments/adults/members/c1?at={Text(second)}")).GetProperty("member").GetBoolean());
    }

    [Fact]
    public async Task Members_at_an_instant_come_as_lines_too()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", Adults);
        var then = audience.Now;
        audience.Pass(TimeSpan.FromSeconds(5));
        await audience.UpsertAsync("c1", """{ "age": 3 }""");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/segments/adults/members?at={Text(then)}");
        request.Headers.Add("Accept", Replies.Csv);
        var csv = await (await audience.Http.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Equal($"customer,since,context\r\nc1,{Text(then)},\r\n", csv);
    }

    [Fact]
    public async Task An_instant_that_cannot_be_answered_is_refused()
    {
        await using var audience = await TestAudience.StartAsync(settings: [("Membership:KeepHistory", "31.00:00:00")]);
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", Adults);
        var began = audience.Now;
        await audience.WrittenAsync();
        audience.Pass(TimeSpan.FromDays(40));
        await audience.UpsertAsync("c1", """{ "age": 3 }""");
        audience.Pass(TimeSpan.FromDays(40));
        await audience.WrittenAsync();
        await audience.CompactAsync();

        var future = await audience.Http.ReadAsync($"/v1/segments/adults/members?at={Text(audience.Now.AddSeconds(1))}");
        var past = await audience.Http.ReadAsync($"/v1/segments/adults/members?at={Text(began)}");
        var wrong = await audience.Http.ReadAsync("/v1/segments/adults/members?at=yesterday");
        var unknown = await audience.Http.ReadAsync($"/v1/segments/nothing/members?at={Text(began)}");

        Assert.Equal((HttpStatusCode.BadRequest, "membership.in_the_future"), (future.Status, future.Code));
        Assert.Equal((HttpStatusCode.Gone, "membership.beyond_retention"), (past.Status, past.Code));
        Assert.Equal((HttpStatusCode.BadRequest, "request.bad_instant"), (wrong.Status, wrong.Code));
        Assert.Equal((HttpStatusCode.NotFound, "segment.not_found"), (unknown.Status, unknown.Code));
        var earliest = past.Body.GetProperty("earliest").GetDateTimeOffset();
        Assert.Equal(HistoryMonth.StartOf(HistoryMonth.Of(audience.Now.AddDays(-31))), earliest);
        Assert.Equal(HttpStatusCode.OK, (await audience.Http.ReadAsync($"/v1/segments/adults/members?at={Text(earliest)}")).Status);
    }

    [Fact]
    public async Task A_customer_s_history_tells_each_entry_and_exit_page_by_page()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        await audience.SaveAsync("booked", """{ "event": "booked", "within": "1d" }""");
        var began = audience.Now;
        for (var round = 0; round < 4; round++)
        {
            await audience.UpsertAsync("c1", """{ "age": 30 }""");
            await audience.BookAsync("c1", "DEL", audience.Now);
            await audience.AdvanceAsync(TimeSpan.FromHours(30));
            await audience.UpsertAsync("c1", """{ "age": 3 }""");
            audience.Pass(TimeSpan.FromMinutes(1));
            await audience.WrittenAsync();
            if (round == 1)
                await audience.CompactAsync();
        }

        var all = await WalkAsync(audience, "/v1/customers/c1/history?limit=3");
        var booked = await WalkAsync(audience, $"/v1/customers/c1/history?segment=booked&from={Text(began.AddHours(1))}&to={Text(began.AddHours(50))}&limit=2");

        Assert.Equal(16, all.Count);
        Assert.Equal(Enumerable.Repeat(new[] { "adults exit attribute 1", "booked exit time 1", "adults entry attribute 1", "booked entry event 1" }, 4).SelectMany(x => x), all.Select(Told));
        Assert.Equal(all.Select(At).OrderDescending(), all.Select(At));
        Assert.Equal(["booked entry event 1", "booked exit time 1"], booked.Select(Told).Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(HttpStatusCode.NotFound, (await audience.Http.ReadAsync("/v1/customers/c9/history")).Status);
    }

    [Fact]
    public async Task What_was_erased_is_counted_and_never_named()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.UpsertAsync("c2", """{ "age": 30 }""");
        await audience.SaveAsync("adults", Adults);
        var then = audience.Now;
        audience.Pass(TimeSpan.FromSeconds(5));
        await audience.EraseAsync("c1");

        var page = await audience.GetAsync($"/v1/segments/adults/members?at={Text(then)}");

        Assert.Equal((2, "c2"), (page.GetProperty("count").GetInt32(), Assert.Single(page.Customers())));
        Assert.Equal("customer.not_found", (await audience.Http.ReadAsync("/v1/customers/c1/history")).Code);
        Assert.Equal("customer.not_found", (await audience.Http.ReadAsync($"/v1/segments/adults/members/c1?at={Text(then)}")).Code);
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        Assert.Single(await WalkAsync(audience, "/v1/customers/c1/history?limit=10"));
    }

    [Fact]
    public async Task A_segment_s_history_adds_up_and_outlives_the_segment()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("adults", Adults);
        for (var day = 0; day < 5; day++)
        {
            await audience.UpsertAsync($"c{day}", """{ "age": 30 }""");
            await audience.UpsertAsync($"d{day}", """{ "age": 30 }""");
            await audience.UpsertAsync($"d{day}", """{ "age": 3 }""");
            await audience.WrittenAsync();
            audience.Pass(TimeSpan.FromDays(1));
            if (day == 2)
                await audience.CompactAsync();
        }

        await audience.EraseAsync("c0");
        using (await audience.Http.DeleteAsync("/v1/segments/adults"))
            audience.Pass(TimeSpan.FromSeconds(2));

        var days = await audience.GetAsync($"/v1/segments/adults/history?from={Text(TestApi.Start.AddDays(-1))}");
        var moscow = await audience.GetAsync($"/v1/segments/adults/history?from={Text(TestApi.Start)}&to={Text(TestApi.Start.AddHours(10))}&zone=Europe/Moscow");
        var month = await audience.GetAsync("/v1/segments/adults/history?by=month");

        Assert.Equal([(0, 0, 0), (1, 2, 1), (2, 2, 1), (3, 2, 1), (4, 2, 1), (5, 2, 1), (0, 0, 5)], days.GetProperty("items").EnumerateArray().Select(Counts));
        Assert.Equal(["attribute 2 1"], Causes(days.GetProperty("items")[1]));
        Assert.Equal(["definition 0 4", "erasure 0 1"], Causes(days.GetProperty("items")[6]).Order(StringComparer.Ordinal));
        Assert.Equal([(1, 2, 1), (2, 2, 1)], moscow.GetProperty("items").EnumerateArray().Select(Counts));
        Assert.Equal(new DateTimeOffset(2026, 6, 14, 21, 0, 0, TimeSpan.Zero), moscow.GetProperty("items")[0].GetProperty("from").GetDateTimeOffset());
        Assert.Equal((0, 10, 10), Counts(month.GetProperty("items").EnumerateArray().Last()));
        Assert.Equal(5, (await audience.GetAsync($"/v1/segments/adults/members?at={Text(TestApi.Start.AddDays(4).AddHours(1))}")).GetProperty("count").GetInt32());
        Assert.Equal("history.bad_parameter", (await audience.Http.ReadAsync("/v1/segments/adults/history?by=year")).Code);
        Assert.Equal("history.bad_parameter", (await audience.Http.ReadAsync("/v1/segments/adults/history?zone=Moscow")).Code);
        Assert.Equal("history.too_many_periods", (await audience.Http.ReadAsync($"/v1/segments/adults/history?by=hour&from={Text(TestApi.Start.AddDays(-90))}")).Code);
        Assert.Equal("segment.not_found", (await audience.Http.ReadAsync("/v1/segments/nothing/history")).Code);
    }

    [Fact]
    public async Task Movement_adds_up_and_names_the_customers_of_each_cell()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.SaveAsync("young", """{ "attribute": "age", "lt": 30 }""");
        await audience.SaveAsync("old", """{ "attribute": "age", "gte": 30 }""");
        await audience.SaveAsync("ripe", """{ "attribute": "age", "gte": 50 }""");
        foreach (var (id, age) in new[] { ("stays", 20), ("ages", 20), ("ripens", 20), ("goes", 20), ("other", 40) })
            await audience.UpsertAsync(id, $$"""{ "age": {{age}} }""");
        var before = audience.Now;
        audience.Pass(TimeSpan.FromSeconds(30));
        await audience.UpsertAsync("ages", """{ "age": 35 }""");
        await audience.UpsertAsync("ripens", """{ "age": 55 }""");
        await audience.UpsertAsync("goes", """{ "age": null }""");
        await audience.UpsertAsync("new", """{ "age": 60 }""");
        var question = $"/v1/segments/movement?from=young&to=old,ripe&between={Text(before)},{Text(audience.Now)}";

        var matrix = await audience.GetAsync(question);

        var row = Assert.Single(matrix.GetProperty("rows").EnumerateArray());
        Assert.Equal("""{"segment":"young","count":4,"cells":[{"segment":"old","count":2,"only":1},{"segment":"ripe","count":1,"only":0}],"several":1,"none":2,"stayed":1}""", row.GetRawText());
        Assert.Equal("""[{"segment":"old","count":4,"fromNone":2},{"segment":"ripe","count":2,"fromNone":1}]""", matrix.GetProperty("columns").GetRawText());
        Assert.Equal(["ages", "ripens"], await CellAsync(audience, question, "young,old"));
        Assert.Equal(["goes", "stays"], await CellAsync(audience, question, "young,*none"));
        Assert.Equal(["stays"], await CellAsync(audience, question, "young,*stayed"));
        Assert.Equal(["ripens"], await CellAsync(audience, question, "young,*several"));
        Assert.Equal(["new", "other"], await CellAsync(audience, question, "*none,old"));
    }

    [Theory]
    [InlineData("from=young", "history.bad_parameter")]
    [InlineData("between=2026-06-01T00:00:00Z,2026-06-02T00:00:00Z", "history.bad_parameter")]
    [InlineData("from=young&between=2026-06-02T00:00:00Z,2026-06-01T00:00:00Z", "history.bad_parameter")]
    [InlineData("from=young&between=2026-06-01T00:00:00Z,soon", "request.bad_instant")]
    [InlineData("from=young&between=2026-06-01T00:00:00Z,2036-06-02T00:00:00Z", "membership.in_the_future")]
    [InlineData("from=young&between=2026-06-01T00:00:00Z,2026-06-02T00:00:00Z&cell=young,nothing", "history.bad_parameter")]
    [InlineData("from=young,nothing&between=2026-06-01T00:00:00Z,2026-06-02T00:00:00Z", "segment.not_found")]
    [InlineData("from=a,b,c&between=2026-06-01T00:00:00Z,2026-06-02T00:00:00Z", "history.too_many_segments")]
    public async Task Movement_that_cannot_be_told_is_refused(string query, string code)
    {
        await using var audience = await TestAudience.StartAsync(settings: [("History:MaxSegments", "2")]);
        await audience.SaveAsync("young", """{ "attribute": "age", "lt": 30 }""");

        Assert.Equal(code, (await audience.Http.ReadAsync($"/v1/segments/movement?{query}")).Code);
    }

    private static async Task<List<JsonElement>> WalkAsync(TestAudience audience, string path)
    {
        var items = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await audience.GetAsync($"{path}&cursor={cursor}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return items;
    }

    private static async Task<List<string>> CellAsync(TestAudience audience, string question, string cell)
    {
        var names = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await audience.GetAsync($"{question}&cell={cell}&limit=1&cursor={cursor}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetString()!));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static string Told(JsonElement item) => $"{item.GetProperty("segment").GetString()} {item.GetProperty("kind").GetString()} {item.GetProperty("cause").GetString()} {item.GetProperty("version").GetInt64()}";

    private static DateTimeOffset At(JsonElement item) => item.GetProperty("at").GetDateTimeOffset();

    private static (int Size, int Entered, int Exited) Counts(JsonElement period) =>
        (period.GetProperty("size").GetInt32(), period.GetProperty("entered").GetInt32(), period.GetProperty("exited").GetInt32());

    private static IEnumerable<string> Causes(JsonElement period) =>
        period.GetProperty("causes").EnumerateArray().Select(c => $"{c.GetProperty("cause").GetString()} {c.GetProperty("entered").GetInt32()} {c.GetProperty("exited").GetInt32()}");

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
