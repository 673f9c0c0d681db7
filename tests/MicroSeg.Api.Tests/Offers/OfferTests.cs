using System.Net;
using MicroSeg.Api.Offers;
using MicroSeg.Api.Tests.Intake;
using MicroSeg.Api.Tests.Support;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Offers;

public sealed class OfferTests
{
    private const string Path = "/v1/feeds/flights/offers";
    private const string Replace = Path + "?replace=true";

    [Fact]
    public async Task Offers_are_upserted_by_key_and_seen_in_memory()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync(Path, $"[{Offer("o1", "JFK", 100)},{Offer("o2", "JFK", 200)},{Offer("o3", "DEL", 300)}]");
        var before = Snapshot(api);

        var reply = await client.PostAsync(Path, $"[{Offer("o2", "DEL", 250)},{Offer("o2", "DEL", 260)}]");

        Assert.Equal((HttpStatusCode.OK, 2), (reply.Status, reply.Accepted));
        var snapshot = Snapshot(api);
        Assert.Equal(["o1", "o2", "o3"], Keys(snapshot));
        Assert.Equal(["o2", "o3"], snapshot.WhereEquals("origin", PropertyValue.Of("DEL")).Select(o => o.Key).Order());
        Assert.Equal(260m, snapshot.Offers.Single(o => o.Key == "o2")[snapshot.Definition.IndexOf("price")]!.Value.Decimal);
        Assert.Empty(snapshot.WhereEquals("nonsense", PropertyValue.Of("DEL")));
        Assert.True(snapshot.Version > before.Version);
        Assert.Equal(["o1", "o2"], before.WhereEquals("origin", PropertyValue.Of("JFK")).Select(o => o.Key).Order());
    }

    [Fact]
    public async Task The_age_of_a_price_is_its_own_or_that_of_its_intake()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        await client.PostAsync(Path, """[{"id":"o1","seen":"2026-06-01T10:00:00+02:00"},{"id":"o2"}]""");

        var offers = Snapshot(api).Offers.ToDictionary(o => o.Key);
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero), offers["o1"].ObservedAt);
        Assert.Equal(TestApi.Start, offers["o2"].ObservedAt);
    }

    [Fact]
    public async Task A_replacement_takes_the_place_of_the_whole_feed()
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "2"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync(Path, $"[{Offer("o1")},{Offer("o2")}]");

        var reply = await client.PostAsync(Replace, string.Join('\n', Offer("o2"), Offer("o3"), "{\"id\":7}", Offer("o4"), Offer("o5"), Offer("o3")), Replies.Ndjson);

        Assert.Equal((5, 1), (reply.Accepted, reply.RejectedCount));
        Assert.Equal(["o2", "o3", "o4", "o5"], Keys(Snapshot(api)));
        Assert.Equal(4, await StoredAsync(api));
    }

    [Theory]
    [InlineData("[{0},{1}", Replies.Json)]
    [InlineData("[{0},{1},nope]", Replies.Json)]
    [InlineData("{{\"id\":7}}\n{{\"id\":8}}", Replies.Ndjson)]
    [InlineData("", Replies.Ndjson)]
    [InlineData("id,origin\no5,\"JFK\no6,DEL", Replies.Csv)]
    public async Task A_replacement_that_does_not_come_to_a_good_end_changes_nothing(string format, string type)
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "1"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync(Path, $"[{Offer("o1")},{Offer("o2")}]");
        var before = Snapshot(api);

        var reply = await client.PostAsync(Replace, string.Format(format, Offer("o3"), Offer("o4")), type);

        Assert.Equal((HttpStatusCode.BadRequest, 0), (reply.Status, reply.Accepted));
        Assert.Same(before, Snapshot(api));
        Assert.Equal(2, await StoredAsync(api));
    }

    [Fact]
    public async Task A_replacement_whose_sender_goes_away_changes_nothing()
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "1"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync(Path, $"[{Offer("o1")},{Offer("o2")}]");
        using var request = new HttpRequestMessage(HttpMethod.Post, Replace) { Content = new BrokenContent($"{Offer("o3")}\n{Offer("o4")}\n") };

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(request, TestContext.Current.CancellationToken));
        await client.PostAsync(Path, Offer("o5"));

        Assert.Equal(["o1", "o2", "o5"], Keys(Snapshot(api)));
    }

    [Fact]
    public async Task A_compressed_replacement_that_is_cut_changes_nothing()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync(Path, Offer("o1"));
        var bytes = BodyFormatTests.Gzip(string.Join('\n', Enumerable.Range(0, 5000).Select(i => Offer($"x{i * 7919 % 5003}"))));

        var reply = await client.SendBytesAsync(HttpMethod.Post, Replace, bytes[..^200], Replies.Ndjson, ("Content-Encoding", "gzip"));

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed_encoding"), (reply.Status, reply.Code));
        Assert.Equal(["o1"], Keys(Snapshot(api)));
    }

    [Theory]
    [InlineData("[]", Replies.Json)]
    [InlineData("id,origin\n", Replies.Csv)]
    public async Task An_empty_array_empties_the_feed(string body, string type)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync(Path, Offer("o1"));

        var reply = await client.PostAsync(Replace, body, type);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Empty(Snapshot(api).Offers);
    }

    [Fact]
    public async Task Replacements_at_once_leave_one_of_them_whole()
    {
        await using var api = new TestApi(settings: ("Intake:ChunkRecords", "3"));
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(b => client.PostAsync(Replace, string.Join('\n', Enumerable.Range(0, 20).Select(i => Offer($"b{b}-{i}"))), Replies.Ndjson)));

        Assert.All(replies, r => Assert.True(r.Status == HttpStatusCode.OK || r.Code == "feed.overtaken", r.ToString()));
        var keys = Keys(Snapshot(api)).ToList();
        Assert.Equal(20, keys.Count);
        Assert.Single(keys.Select(k => k[..2]).Distinct());
        Assert.Equal(20, await StoredAsync(api));
    }

    [Fact]
    public async Task Offers_outlive_the_host_and_new_fields_are_seen()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-");
        await using (var api = new TestApi(folder.FullName))
        {
            var client = await (await api.ClientAsync()).WithSchemaAsync();
            await client.PostAsync(Replace, $"[{Offer("o1")},{Offer("o2")}]");
        }

        await using (var again = new TestApi(folder.FullName))
        {
            var client = await again.ClientAsync();
            Assert.Equal(["o1", "o2"], Keys(Snapshot(again)));
            await client.PutAsync("/v1/schema/feeds/flights",
                """{ "key": "id", "fields": { "id": "string", "origin": "string", "destination": "string", "price": "decimal", "seen": "datetime", "cabin": "string" }, "observedAt": "seen" }""");
            await client.PostAsync(Path, """{ "id": "o1", "cabin": "business" }""");
            var snapshot = Snapshot(again);
            Assert.Equal("o1", Assert.Single(snapshot.WhereEquals("cabin", PropertyValue.Of("business"))).Key);
            Assert.Null(snapshot.Offers.Single(o => o.Key == "o2")[snapshot.Definition.IndexOf("cabin")]);
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("""{"origin":"JFK"}""", "$.id", "record.missing_key")]
    [InlineData("""{"id":null}""", "$.id", "record.missing_key")]
    [InlineData("""{"id":""}""", "$.id", "record.bad_id")]
    [InlineData("""{"id":"o1","orign":"JFK"}""", "$.orign", "field.unknown")]
    [InlineData("""{"id":"o1","price":"cheap"}""", "$.price", "field.wrong_type")]
    public async Task An_offer_that_is_not_good_is_refused_with_its_place(string body, string path, string code)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync(Path, body);

        Assert.Equal((HttpStatusCode.BadRequest, "intake.rejected"), (reply.Status, reply.Code));
        Assert.Equal((path, code), (reply.FirstError.GetProperty("path").GetString(), reply.FirstError.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_unknown_feed_is_not_found()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/feeds/fligths/offers", Offer("o1"));

        Assert.Equal((HttpStatusCode.NotFound, "feed.not_found"), (reply.Status, reply.Code));
        Assert.Contains("did you mean 'flights'", reply.Body.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_is_known_from_its_definition_on_and_changes_are_told()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        var catalog = api.Services.GetRequiredService<OfferCatalog>();
        var told = new List<string>();
        catalog.Changed += told.Add;

        Assert.Empty(Snapshot(api).Offers);
        Assert.False(catalog.TryGet("hotels", out _));
        await client.PostAsync(Path, Offer("o1"));

        Assert.Equal(["flights"], told.Distinct());
    }

    private static string Offer(string id, string origin = "JFK", int price = 100) => $$"""{"id":"{{id}}","origin":"{{origin}}","price":{{price}}}""";

    private static FeedSnapshot Snapshot(TestApi api) => api.Services.GetRequiredService<OfferCatalog>().TryGet("flights", out var snapshot) ? snapshot : throw new InvalidOperationException();

    private static IEnumerable<string> Keys(FeedSnapshot snapshot) => snapshot.Offers.Select(o => o.Key).Order(StringComparer.Ordinal);

    private static async Task<int> StoredAsync(TestApi api)
    {
        await using var db = Rows.Open(api);
        return await db.Set<StoredOffer>().CountAsync();
    }

    /// <summary>Sends some lines, then breaks off.</summary>
    private sealed class BrokenContent(string text) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
            await stream.FlushAsync();
            throw new IOException("The sender went away.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
