using System.Net;
using System.Text;
using System.Text.Json;

namespace MicroSeg.Api.Tests.Support;

/// <summary>A status and a JSON body.</summary>
internal sealed record Reply(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Message)
{
    public string Code => Body.GetProperty("code").GetString()!;

    public long Accepted => Body.GetProperty("accepted").GetInt64();

    public long Duplicates => Body.GetProperty("duplicates").GetInt64();

    public long RejectedCount => Body.GetProperty("rejectedCount").GetInt64();

    public IReadOnlyList<JsonElement> Rejected => [.. Body.GetProperty("rejected").EnumerateArray()];

    public JsonElement FirstError => Rejected[0].GetProperty("errors")[0];

    public override string ToString() => $"{(int)Status} {Body}";
}

/// <summary>Calls that read as what they say.</summary>
internal static class Replies
{
    public const string Ndjson = "application/x-ndjson";
    public const string Json = "application/json";
    public const string Csv = "text/csv";

    public static Task<Reply> SendAsync(this HttpClient client, HttpMethod method, string path, string? body = null, string type = Json, params (string Name, string Value)[] headers) =>
        client.SendBytesAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), type, headers);

    public static async Task<Reply> SendBytesAsync(this HttpClient client, HttpMethod method, string path, byte[]? body, string type = Json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), response);
    }

    public static Task<Reply> PutAsync(this HttpClient client, string path, string body, params (string Name, string Value)[] headers) => client.SendAsync(HttpMethod.Put, path, body, Json, headers);

    public static Task<Reply> PostAsync(this HttpClient client, string path, string body, string type = Json) => client.SendAsync(HttpMethod.Post, path, body, type);

    public static Task<Reply> ReadAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) => client.SendAsync(HttpMethod.Get, path, null, Json, headers);

    public static Task<Reply> RemoveAsync(this HttpClient client, string path) => client.SendAsync(HttpMethod.Delete, path);

    /// <summary>Defines a schema with every type.</summary>
    public static async Task<HttpClient> WithSchemaAsync(this HttpClient client)
    {
        foreach (var (name, type) in new[] { ("homeAirport", "string"), ("age", "number"), ("balance", "decimal"), ("vip", "boolean"), ("born", "date"), ("seenAt", "datetime"), ("tags", "stringSet"), ("home", "geo") })
            await client.PutAsync($"/v1/schema/attributes/{name}", $$"""{ "type": "{{type}}" }""");
        await client.PutAsync("/v1/schema/events/flight_booked", """{ "properties": { "destination": "string", "price": "decimal" } }""");
        await client.PutAsync("/v1/schema/events/search", """{ "properties": { "destination": "string" } }""");
        await client.PutAsync("/v1/schema/feeds/flights",
            """{ "key": "id", "fields": { "id": "string", "origin": "string", "destination": "string", "price": "decimal", "seen": "datetime" }, "observedAt": "seen" }""");
        return client;
    }

    public static string Event(string id, string customer = "c1", string at = "2026-06-01T10:00:00Z", string type = "search", string properties = "{}") =>
        $$"""{"id":"{{id}}","customer":"{{customer}}","type":"{{type}}","at":"{{at}}","properties":{{properties}}}""";
}
