using System.Net.Http.Headers;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Audience;

public sealed class BacklogTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("1000000")]
    public async Task A_backlog_gives_the_same_members_in_bulk_and_customer_by_customer(string bulkFrom)
    {
        await using var audience = await TestAudience.StartAsync(null, null, ("Audience:BulkFrom", bulkFrom), ("Audience:BatchSize", "7"));
        await audience.SaveAsync("frequent", """{ "event": "booked", "count": { "gte": 3 } }""");
        await audience.SaveAsync("seldom", """{ "not": { "segment": "frequent" } }""");

        var lines = Enumerable.Range(0, 100).Select(i => $$"""{ "id": "e{{i}}", "customer": "c{{i % 40:D2}}", "type": "booked", "at": "2026-06-01T10:00:00Z", "properties": {} }""");
        using var body = new StringContent(string.Join('\n', lines), MediaTypeHeaderValue.Parse("application/x-ndjson"));
        using var response = await audience.Http.PostAsync("/v1/events", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        await audience.WhenAppliedAsync();

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"c{i:D2}"), await audience.MembersAsync("frequent"));
        Assert.Equal(Enumerable.Range(20, 20).Select(i => $"c{i:D2}"), await audience.MembersAsync("seldom"));
    }
}
