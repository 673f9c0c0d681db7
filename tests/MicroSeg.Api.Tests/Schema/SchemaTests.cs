using System.Net;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Schema;

public sealed class SchemaTests
{
    [Fact]
    public async Task What_is_defined_can_be_read_back()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PutAsync("/v1/schema/events/search", """{ "description": "Looked for a flight", "properties": { "destination": { "type": "string", "description": "IATA" }, "nights": "number" } }""");

        var reply = await client.ReadAsync("/v1/schema/events/search");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("""{"name":"search","description":"Looked for a flight","properties":{"destination":{"type":"string","description":"IATA"},"nights":{"type":"number"}},"version":2}""", reply.Body.ToString());
        Assert.Equal("\"2\"", reply.Message.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await client.ReadAsync("/v1/schema/events/search", ("If-None-Match", "\"2\""))).Status);
        var whole = await client.ReadAsync("/v1/schema");
        Assert.Equal(["homeAirport", "age", "balance", "vip", "born", "seenAt", "tags", "home"], whole.Body.GetProperty("attributes").EnumerateArray().Select(a => a.GetProperty("name").GetString()));
        Assert.Equal("seen", whole.Body.GetProperty("feeds")[0].GetProperty("observedAt").GetString());
    }

    [Fact]
    public async Task A_new_definition_is_created_and_the_same_again_is_no_edit()
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        var first = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number" }""");
        var second = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number" }""");
        var third = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number", "description": "In years" }""");

        Assert.Equal((HttpStatusCode.Created, 1), (first.Status, first.Body.GetProperty("version").GetInt32()));
        Assert.Equal((HttpStatusCode.OK, 1), (second.Status, second.Body.GetProperty("version").GetInt32()));
        Assert.Equal((HttpStatusCode.OK, 2), (third.Status, third.Body.GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("attributes/age", """{ "typ": "number" }""", "$.typ", "schema.unknown_key", "did you mean 'type'")]
    [InlineData("attributes/age", """{ }""", "$.type", "schema.missing_type", "expected one of string, number")]
    [InlineData("attributes/age", """{ "type": "int" }""", "$.type", "schema.unknown_type", "found \"int\"")]
    [InlineData("attributes/age", """[]""", "$", "schema.wrong_type", "expected an object")]
    [InlineData("attributes/2fast", """{ "type": "string" }""", "name", "schema.bad_name", "found '2fast'")]
    [InlineData("events/e", """{ "properties": { "a-b": "string" } }""", "$.properties.a-b", "schema.bad_name", "a letter, then letters")]
    [InlineData("events/e", """{ "properties": { "a": { "type": "string", "unit": "m" } } }""", "$.properties.a.unit", "schema.unknown_key", "unknown key 'unit'")]
    [InlineData("feeds/f", """{ "fields": { "id": "string" } }""", "$.key", "schema.missing_key", "expected the name")]
    [InlineData("feeds/f", """{ "key": "idd", "fields": { "id": "string" } }""", "$.key", "schema.unknown_field", "did you mean 'id'")]
    [InlineData("feeds/f", """{ "key": "id", "fields": { "id": "number" } }""", "$.key", "schema.wrong_type", "expected a string field")]
    [InlineData("feeds/f", """{ "key": "id", "fields": { "id": "string", "at": "date" }, "observedAt": "at" }""", "$.observedAt", "schema.wrong_type", "expected a datetime field")]
    public async Task What_is_wrong_is_named(string path, string body, string place, string code, string message)
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        var reply = await client.PutAsync("/v1/schema/" + path, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        var error = Assert.Single(reply.Body.GetProperty("errors").EnumerateArray(), e => e.GetProperty("path").GetString() == place && e.GetProperty("code").GetString() == code);
        Assert.Contains(message, error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "type": "string", "type": "number" }""")]
    public async Task A_body_that_is_not_JSON_is_refused_whatever_its_content_type(string body)
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed_json"), await client.SendAsync(HttpMethod.Put, "/v1/schema/attributes/age", body, "") is var reply ? (reply.Status, reply.Code) : default);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.SendAsync(HttpMethod.Put, "/v1/schema/attributes/age", body, "text/plain")).Status);
    }

    [Fact]
    public async Task Malformed_JSON_is_refused_with_its_place()
    {
        await using var api = new TestApi();
        var client = await api.ClientAsync();

        var reply = await client.PutAsync("/v1/schema/attributes/age", "{ \"type\":\n  nope }");

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed_json"), (reply.Status, reply.Code));
        Assert.Equal(2, reply.Body.GetProperty("errors")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Only_additions_are_taken_and_what_leans_on_it_is_named()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();
        await client.PostAsync("/v1/events", Replies.Event("e1", type: "flight_booked"));

        var retyped = await client.PutAsync("/v1/schema/events/flight_booked", """{ "properties": { "price": "number" } }""");
        var attribute = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "string" }""");
        var feed = await client.PutAsync("/v1/schema/feeds/flights", """{ "key": "origin", "fields": { "origin": "string" } }""");

        Assert.Equal((HttpStatusCode.Conflict, "schema.not_additive"), (retyped.Status, retyped.Code));
        Assert.Equal(["$.properties.destination", "$.properties.price"], retyped.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
        Assert.Contains("used by stored events", retyped.Body.GetProperty("errors")[0].GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Contains("used by stored customers", attribute.Body.GetProperty("errors")[0].GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Equal(["$.key", "$.observedAt", "$.fields.id", "$.fields.destination", "$.fields.price", "$.fields.seen"], feed.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task New_properties_come_after_the_known_ones_whatever_their_order_in_the_body()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        await client.PutAsync("/v1/schema/events/flight_booked", """{ "properties": { "cabin": "string", "price": "decimal", "destination": "string" } }""");

        Assert.Equal(["destination", "price", "cabin"], api.Services.GetRequiredService<SchemaCatalog>().Audience.FindEvent("flight_booked")!.Properties.Select(p => p.Name));
    }

    [Fact]
    public async Task An_edit_can_be_made_to_depend_on_the_version()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var stale = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number", "description": "x" }""", ("If-Match", "\"7\""));
        var exists = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number" }""", ("If-None-Match", "*"));
        var current = await client.PutAsync("/v1/schema/attributes/age", """{ "type": "number", "description": "x" }""", ("If-Match", "\"1\""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, exists.Status);
        Assert.Equal(HttpStatusCode.OK, current.Status);
    }

    [Fact]
    public async Task Definitions_made_at_once_get_an_index_each_and_outlive_the_host()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-");
        var names = Enumerable.Range(0, 20).Select(i => $"a{i}").ToList();
        await using (var api = new TestApi(folder.FullName))
        {
            var client = await api.ClientAsync();
            var replies = await Task.WhenAll(names.Select(n => client.PutAsync("/v1/schema/attributes/" + n, """{ "type": "string" }""")));
            Assert.All(replies, r => Assert.Equal(HttpStatusCode.Created, r.Status));
        }

        await using (var again = new TestApi(folder.FullName))
        {
            await again.ClientAsync();
            Assert.Equal(names.Order(), again.Services.GetRequiredService<SchemaCatalog>().Audience.Attributes.Select(a => a.Name).Order());
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_unknown_one_is_not_found_and_the_nearest_is_named()
    {
        await using var api = new TestApi();
        var client = await (await api.ClientAsync()).WithSchemaAsync();

        var reply = await client.ReadAsync("/v1/schema/attributes/homeAirprot");

        Assert.Equal((HttpStatusCode.NotFound, "schema.not_found"), (reply.Status, reply.Code));
        Assert.Contains("did you mean 'homeAirport'", reply.Body.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }
}
