using System.Net;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Customers;

public sealed class CustomerTests
{
    [Fact]
    public async Task Attributes_are_merged_and_null_removes_one()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync("/v1/customers", """{ "id": "c1", "attributes": { "vip": true, "age": 30, "homeAirport": "JFK" } }""");

        var reply = await client.PostAsync("/v1/customers", """{ "id": "c1", "attributes": { "balance": 12.50, "age": null } }""");

        Assert.Equal("""{"accepted":1,"duplicates":0,"rejected":[],"rejectedCount":0}""", reply.Body.ToString());
        var customer = await client.ReadAsync("/v1/customers/c1");
        Assert.Equal("""{"homeAirport":"JFK","balance":12.5,"vip":true}""", customer.Body.GetProperty("attributes").ToString());
        Assert.Equal("2026-06-15T12:00:00Z", customer.Body.GetProperty("createdAt").GetString());
        Assert.Equal(HttpStatusCode.NotModified, (await client.ReadAsync("/v1/customers/c1", ("If-None-Match", customer.Message.Headers.ETag!.Tag))).Status);
    }

    [Fact]
    public async Task Several_records_of_one_customer_apply_in_their_order()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", """
            {"id":"c1","attributes":{"age":1,"vip":true}}
            {"id":"c2","attributes":{}}
            {"id":"c1","attributes":{"age":2,"vip":null}}
            {"id":"c1","attributes":{"homeAirport":"DEL"}}
            """, Replies.Ndjson);

        Assert.Equal(4, reply.Accepted);
        Assert.Equal("""{"homeAirport":"DEL","age":2}""", (await client.ReadAsync("/v1/customers/c1")).Body.GetProperty("attributes").ToString());
        Assert.Equal("{}", (await client.ReadAsync("/v1/customers/c2")).Body.GetProperty("attributes").ToString());
    }

    [Fact]
    public async Task Every_type_comes_back_as_it_went_in()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        const string Attributes = """{"homeAirport":"Zürich \"Kloten\" 🛬","age":1.5E-07,"balance":-0.000001,"vip":false,"born":"1984-02-29","seenAt":"2026-01-01T00:00:00Z","tags":["a","b"],"home":{"lat":55.75,"lon":-37.62}}""";

        await client.PostAsync("/v1/customers", $$"""{ "attributes": {{Attributes}}, "id": "c1" }""");

        var attributes = (await client.ReadAsync("/v1/customers/c1")).Body.GetProperty("attributes");
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Attributes), attributes), attributes.GetRawText());
        Assert.Equal(JsonElement.Parse(Attributes).EnumerateObject().Select(p => p.Name), attributes.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("""{"attributes":{}}""", "$.id", "record.missing_key")]
    [InlineData("""{"id":"","attributes":{}}""", "$.id", "record.bad_id")]
    [InlineData("""{"id":" c1"}""", "$.id", "record.bad_id")]
    [InlineData("""{"id":"c\u0007"}""", "$.id", "record.bad_id")]
    [InlineData("""{"id":5}""", "$.id", "record.wrong_type")]
    [InlineData("""{"id":"c1","attributes":[]}""", "$.attributes", "record.wrong_type")]
    [InlineData("""{"id":"c1","id":"c2"}""", "$.id", "record.duplicate_key")]
    [InlineData("""{"id":"c1","attribute":{}}""", "$.attribute", "record.unknown_key")]
    [InlineData("""{"id":"c1","attributes":{"age":"x"}}""", "$.attributes.age", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"age":1e999}}""", "$.attributes.age", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"age":{"a":[1,2]}}}""", "$.attributes.age", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"balance":0.0000001}}""", "$.attributes.balance", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"balance":99999999999999999999999999999999}}""", "$.attributes.balance", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"born":"2026-02-30"}}""", "$.attributes.born", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"seenAt":"2026-02-03T10:00:00"}}""", "$.attributes.seenAt", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"tags":[1]}}""", "$.attributes.tags", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"home":{"lat":91,"lon":0}}}""", "$.attributes.home", "attribute.wrong_type")]
    [InlineData("""{"id":"c1","attributes":{"age":1,"age":2}}""", "$.attributes.age", "record.duplicate_key")]
    [InlineData("""{"id":"c1","attributes":{"homeairport":"JFK"}}""", "$.attributes.homeairport", "attribute.unknown")]
    [InlineData("""{"id":"c1","attributes":{"homeAirport":"\ud800"}}""", "$", "record.bad_string")]
    public async Task A_record_that_is_not_good_is_refused_with_its_place(string body, string path, string code)
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.PostAsync("/v1/customers", body);

        Assert.Equal((HttpStatusCode.BadRequest, "intake.rejected"), (reply.Status, reply.Code));
        Assert.Equal((path, code), (reply.FirstError.GetProperty("path").GetString(), reply.FirstError.GetProperty("code").GetString()));
        Assert.Equal(path, reply.Body.GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal((0, 1), (reply.Accepted, reply.RejectedCount));
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync("/v1/customers/c1")).Status);
    }

    [Fact]
    public async Task Messages_say_what_was_found_and_what_would_do()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var wrong = await client.PostAsync("/v1/customers", """{"id":"c1","attributes":{"age":"x"}}""");
        var unknown = await client.PostAsync("/v1/customers", """{"id":"c1","attributes":{"homeairport":"x"}}""");

        Assert.Equal("found \"x\", expected a finite number", wrong.FirstError.GetProperty("message").GetString());
        Assert.Equal("unknown attribute 'homeairport'; did you mean 'homeAirport'?", unknown.FirstError.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Erasing_leaves_nothing_and_the_id_begins_anew()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync("/v1/customers", """{ "id": "c1", "attributes": { "age": 30 } }""");
        await client.PostAsync("/v1/events", Replies.Event("e1"));

        var first = await client.RemoveAsync("/v1/customers/c1");
        var second = await client.RemoveAsync("/v1/customers/c1");

        Assert.Equal(HttpStatusCode.NoContent, first.Status);
        Assert.Equal((HttpStatusCode.NotFound, "customer.not_found"), (second.Status, second.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync("/v1/customers/c1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.ReadAsync("/v1/customers/c1/events")).Status);

        var again = await client.PostAsync("/v1/events", Replies.Event("e1"));
        Assert.Equal((1, 0), (again.Accepted, again.Duplicates));
        Assert.Equal("{}", (await client.ReadAsync("/v1/customers/c1")).Body.GetProperty("attributes").ToString());
        Assert.Equal([(0, null), (1, "c1")], await Rows.CustomersAsync(api));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_written()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        const string Body = """{ "id": "c1", "attributes": { "age": 30, "vip": null } }""";
        await client.PostAsync("/v1/customers", Body);
        var before = await client.ReadAsync("/v1/customers/c1");

        var reply = await client.PostAsync("/v1/customers", Body);

        Assert.Equal(1, reply.Accepted);
        Assert.Equal(before.Message.Headers.ETag, (await client.ReadAsync("/v1/customers/c1")).Message.Headers.ETag);
    }
}
