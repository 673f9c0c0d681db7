using System.Text.Json;

namespace MicroSeg.GraphQL.Coercion;

/// <summary>Reads JSON as the plain values that coercion takes: strings, booleans, ints, longs, doubles, lists and dictionaries.</summary>
internal static class JsonInput
{
    /// <summary>The members of a JSON object, such as a request's variables.</summary>
    public static IReadOnlyDictionary<string, object?> Record(JsonElement json)
    {
        var record = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
            record[member.Name] = Of(member.Value);
        return record;
    }

    public static object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.Object => Record(json),
        _ => null,
    };

    private static object Number(JsonElement json)
    {
        if (json.TryGetInt32(out var small))
            return small;
        return json.TryGetInt64(out var large) ? large : json.GetDouble();
    }
}
