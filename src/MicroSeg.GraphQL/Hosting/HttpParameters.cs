using System.Collections.Frozen;
using System.Text.Json;
using MicroSeg.GraphQL.Coercion;
using Microsoft.AspNetCore.Http;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>The parameters of a GraphQL request, from a JSON body or a query string.</summary>
internal sealed record HttpParameters(string Query, string? OperationName, IReadOnlyDictionary<string, object?> Variables)
{
    public static async ValueTask<(HttpParameters? Parameters, (int Status, GraphQLError? Error) Refusal)> ReadAsync(HttpRequest request, GraphQLServerOptions options)
    {
        try
        {
            if (HttpMethods.IsGet(request.Method))
                return (OfQueryString(request), default);
            if (!request.HasJsonContentType())
                return Refuse(StatusCodes.Status415UnsupportedMediaType, "The body of a request is application/json.");
            return await OfBodyAsync(request, options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // The second is what System.Text.Json says of a surrogate without its partner.
            return Refuse(StatusCodes.Status400BadRequest, exception is FormatException ? exception.Message : "The request is not well-formed JSON.");
        }
    }

    private static async ValueTask<(HttpParameters?, (int, GraphQLError?))> OfBodyAsync(HttpRequest request, GraphQLServerOptions options)
    {
        if (request.ContentLength > options.MaxRequestSize)
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"A request is at most {options.MaxRequestSize} bytes long.");
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > options.MaxRequestSize)
                return Refuse(StatusCodes.Status413PayloadTooLarge, $"A request is at most {options.MaxRequestSize} bytes long.");
            body.Write(buffer, 0, read);
        }

        return (OfJson(JsonElement.Parse(body.GetBuffer().AsSpan(0, (int)body.Length))), default);
    }

    private static HttpParameters OfJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException("A request is a JSON object; batches are not served.");
        Record(Member(json, "extensions"), "extensions");
        return new HttpParameters(
            Text(Member(json, "query"), "query") ?? throw new FormatException("The request has no query."),
            Text(Member(json, "operationName"), "operationName"),
            Record(Member(json, "variables"), "variables"));
    }

    private static HttpParameters OfQueryString(HttpRequest request)
    {
        string? One(string name) => request.Query.TryGetValue(name, out var values) ? values[0] : null;
        JsonElement? Json(string name) => One(name) is { Length: > 0 } text ? JsonElement.Parse(text) : null;
        Record(Json("extensions"), "extensions");
        return new HttpParameters(One("query") ?? throw new FormatException("The request has no query."), One("operationName"), Record(Json("variables"), "variables"));
    }

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? json, string name) => json switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new FormatException($"\"{name}\" is a string."),
    };

    private static IReadOnlyDictionary<string, object?> Record(JsonElement? json, string name) => json switch
    {
        null or { ValueKind: JsonValueKind.Null } => FrozenDictionary<string, object?>.Empty,
        { ValueKind: JsonValueKind.Object } record => JsonInput.Record(record),
        _ => throw new FormatException($"\"{name}\" is an object."),
    };

    private static (HttpParameters?, (int, GraphQLError?)) Refuse(int status, string message) => (null, (status, new GraphQLError(GraphQLErrorCodes.Http, message)));
}
