using System.Buffers;
using System.Text.Json;

namespace MicroSeg.Api.Membership.DryRuns;

/// <summary>
/// Names for segments as they would be, beside those that they have as they are, so that both are evaluated in one pass: each customer is then seen at
/// one moment for both, and what the rules have in common is evaluated once.
/// </summary>
internal static class NamesToBe
{
    // No segment can have a key that begins so.
    private const char Mark = '$';

    /// <summary>The name of a segment as it would be.</summary>
    public static string Of(string key) => Mark + key;

    /// <summary>The key of the segment that has a name.</summary>
    public static string KeyOf(string name) => name.TrimStart(Mark);

    /// <summary>A rule with the segments of a set named as they would be.</summary>
    public static JsonElement Rewrite(JsonElement rule, IReadOnlyCollection<string> changed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(rule, changed, writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(JsonElement json, IReadOnlyCollection<string> changed, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    if (member is { Name: "segment", Value.ValueKind: JsonValueKind.String } && changed.Contains(member.Value.GetString()!))
                        writer.WriteStringValue(Of(member.Value.GetString()!));
                    else
                        Write(member.Value, changed, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(item, changed, writer);
                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
