using System.Net;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Events;

public sealed class EventTests
{
    [Fact]
    public async Task The_same_id_counts_once_within_a_body_and_across_bodies()
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "3"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        string Body(params string[] ids) => string.Join('\n', ids.Select(id => Replies.Event(id)));

        var first = await client.PostAsync("/v1/events", Body("e1", "e2", "e1", "e3", "e2"), Replies.Ndjson);
        var second = await client.PostAsync("/v1/events", Body("e3", "e4", "e1"), Replies.Ndjson);

        Assert.Equal((3, 2), (first.Accepted, first.Duplicates));
        Assert.Equal((1, 2), (second.Accepted, second.Duplicates));
        Assert.Equal(["e1", "e2", "e3", "e4"], (await Rows.EventsAsync(api)).Select(e => e.EventId));
    }

    [Fact]
    public async Task The_same_id_counts_once_when_bodies_come_at_once()
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "7"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var bodies = Enumerable.Range(0, 8).Select(seed => Enumerable.Range(0, 100).OrderBy(i => (i * 7919 * (seed + 1)) % 101).Select(i => Replies.Event($"e{i}", $"c{i % 10}")));

        var replies = await Task.WhenAll(bodies.Select(b => client.PostAsync("/v1/events", string.Join('\n', b), Replies.Ndjson)));

        Assert.Equal((100, 700), (replies.Sum(r => r.Accepted), replies.Sum(r => r.Duplicates)));
        Assert.Equal(100, (await Rows.EventsAsync(api)).Count);
        Assert.Equal(Enumerable.Range(0, 10), (await Rows.CustomersAsync(api)).Select(c => c.Ordinal));
    }

    [Fact]
    public async Task The_same_id_counts_once_after_a_restart_and_customers_keep_their_ordinals()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-");
        await using (var api = new TestApi(folder.FullName))
            await (await (await api.ClientAsync()).WithSchemaAsync()).PostAsync("/v1/events", Replies.Event("e1", "c1"));

        await using (var again = new TestApi(folder.FullName))
        {
            var reply = await (await again.ClientAsync()).PostAsync("/v1/events", Replies.Event("e1", "c1") + "\n" + Replies.Event("e2", "c2"));
            Assert.Equal((1, 1), (reply.Accepted, reply.Duplicates));
            Assert.Equal([(0, "c1"), (1, "c2")], await Rows.CustomersAsync(again));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Unknown_customers_are_created_but_not_for_a_duplicate()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        await client.PostAsync("/v1/events", Replies.Event("e1", "c1"));
        var duplicate = await client.PostAsync("/v1/events", Replies.Event("e1", "c2") + "\n" + Replies.Event("e1", "c3"));

        Assert.Equal((0, 2), (duplicate.Accepted, duplicate.Duplicates));
        Assert.Equal([(0, "c1")], await Rows.CustomersAsync(api));
    }

    [Fact]
    public async Task Every_write_has_its_numbers_in_the_change_sequence()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var before = (await Rows.ChangesAsync(api))[^1].Number;

        await client.PostAsync("/v1/events", $"[{Replies.Event("e1", "c1")},{Replies.Event("e2", "c1")},{Replies.Event("e3", "c2")}]");
        await client.PostAsync("/v1/events", Replies.Event("e3", "c2"));

        Assert.Equal([(ChangeKind.Customers, before + 2, 2), (ChangeKind.Events, before + 5, 3)], (await Rows.ChangesAsync(api)).Where(c => c.Number > before).Select(c => (c.Kind, c.Number, c.Count)));
        Assert.Equal([before + 3, before + 4, before + 5], (await Rows.EventsAsync(api)).Select(e => e.Number));
    }

    [Theory]
    [InlineData("""{"id":"e1","customer":"c1","type":"searhc","at":"2026-06-01T10:00:00Z"}""", "$.type", "event_type.unknown")]
    [InlineData("""{"id":"e1","customer":"c1","type":7,"at":"2026-06-01T10:00:00Z"}""", "$.type", "record.wrong_type")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search"}""", "$.at", "record.missing_key")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":"2026-06-01T10:00:00"}""", "$.at", "record.bad_instant")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":"2026-02-30T10:00:00Z"}""", "$.at", "record.bad_instant")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":1780308000}""", "$.at", "record.bad_instant")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":"1969-12-31T23:59:59Z"}""", "$.at", "record.bad_instant")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":"2106-01-01T00:00:00Z"}""", "$.at", "record.bad_instant")]
    [InlineData("""{"id":"e1","customer":"","type":"search","at":"2026-06-01T10:00:00Z"}""", "$.customer", "record.bad_id")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":"2026-06-01T10:00:00Z","properties":{"price":1}}""", "$.properties.price", "property.unknown")]
    [InlineData("""{"properties":{"price":"x"},"id":"e1","customer":"c1","type":"flight_booked","at":"2026-06-01T10:00:00Z"}""", "$.properties.price", "property.wrong_type")]
    [InlineData("""{"id":"e1","customer":"c1","type":"search","at":"2026-06-01T10:00:00Z","properties":"x"}""", "$.properties", "record.wrong_type")]
    public async Task An_event_that_is_not_good_is_refused_with_its_place(string body, string path, string code)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var single = await client.PostAsync("/v1/events", body);
        var array = await client.PostAsync("/v1/events", $"[{Replies.Event("good")},{body}]");

        Assert.Equal((HttpStatusCode.BadRequest, "intake.rejected"), (single.Status, single.Code));
        Assert.Equal((path, code), (single.FirstError.GetProperty("path").GetString(), single.FirstError.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.OK, 1, 1), (array.Status, array.Accepted, array.RejectedCount));
        Assert.Equal("$[1]" + path[1..], array.FirstError.GetProperty("path").GetString());
        Assert.Equal(["good"], (await Rows.EventsAsync(api)).Select(e => e.EventId));
    }

    [Theory]
    [InlineData("2026-06-01T10:00:00Z", "2026-06-01T10:00:00Z")]
    [InlineData("2026-06-01T10:00:00.1234567+05:30", "2026-06-01T04:30:00.123456Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("2105-12-31T23:59:59Z", "2105-12-31T23:59:59Z")]
    public async Task Instants_are_kept_to_the_microsecond(string at, string kept)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        await client.PostAsync("/v1/events", Replies.Event("e1", at: at));

        Assert.Equal(kept, (await client.ReadAsync("/v1/customers/c1/events")).Body.GetProperty("items")[0].GetProperty("at").GetString());
    }

    [Fact]
    public async Task Events_are_listed_newest_first_page_by_page()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync("/v1/events", string.Join('\n', Enumerable.Range(0, 25).Select(i => Replies.Event($"e{i}", at: $"2026-06-{1 + (i / 3):00}T10:00:00Z", properties: "{\"destination\":\"DEL\"}"))), Replies.Ndjson);
        await client.PostAsync("/v1/events", Replies.Event("other", "c2"));

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.ReadAsync($"/v1/customers/c1/events?limit=4{(cursor is null ? "" : "&cursor=" + cursor)}");
            ids.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            cursor = page.Body.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"e{i}"), ids);
        var first = (await client.ReadAsync("/v1/customers/c1/events?limit=1")).Body.GetProperty("items")[0];
        Assert.Equal("""{"id":"e24","type":"search","at":"2026-06-09T10:00:00Z","properties":{"destination":"DEL"}}""", first.GetRawText());
    }

    [Fact]
    public async Task Events_are_filtered_by_type_and_time()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync("/v1/events", string.Join('\n',
            Replies.Event("a", at: "2026-06-01T00:00:00Z"), Replies.Event("b", at: "2026-06-02T00:00:00Z", type: "flight_booked"), Replies.Event("c", at: "2026-06-03T00:00:00Z")), Replies.Ndjson);
        async Task<string> IdsAsync(string query) =>
            string.Concat((await client.ReadAsync("/v1/customers/c1/events?" + query)).Body.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetString()));

        Assert.Equal("ca", await IdsAsync("type=search"));
        Assert.Equal("cb", await IdsAsync("from=2026-06-02T00:00:00Z"));
        Assert.Equal("ba", await IdsAsync("to=2026-06-03T00:00:00Z"));
        Assert.Equal("event_type.unknown", (await client.ReadAsync("/v1/customers/c1/events?type=serach")).Code);
        Assert.Equal("request.bad_instant", (await client.ReadAsync("/v1/customers/c1/events?from=yesterday")).Code);
        Assert.Equal("request.bad_cursor", (await client.ReadAsync("/v1/customers/c1/events?cursor=%2B")).Code);
        Assert.Equal("customer.not_found", (await client.ReadAsync("/v1/customers/nobody/events")).Code);
    }
}
