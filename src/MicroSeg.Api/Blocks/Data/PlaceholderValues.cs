using System.Buffers;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>Puts the values of placeholders where the placeholders stand.</summary>
internal static class PlaceholderValues
{
    /// <summary>Whether a field of a type can be compared with a value of another.</summary>
    public static bool Fits(PropertyType value, PropertyType field) =>
        value == field || (value, field) is (PropertyType.Number, PropertyType.Decimal) or (PropertyType.Decimal, PropertyType.Number);

    /// <summary>The value as the field's type; null when it has none of that type.</summary>
    public static PropertyValue? As(PropertyValue value, PropertyType type) => (value.Type, type) switch
    {
        var (from, to) when from == to => value,
        (PropertyType.Decimal, PropertyType.Number) => PropertyValue.Of((double)value.Decimal),
        (PropertyType.Number, PropertyType.Decimal) when Math.Abs(value.Number) < 9e12 => PropertyValue.Of(Math.Round((decimal)value.Number, 6)),
        _ => null,
    };

    public static JsonElement ToJson(PropertyValue value) => Write(writer => PropertyValueJson.Write(writer, value));

    /// <summary>The operators with each placeholder replaced by what <paramref name="valueOf"/> gives for it.</summary>
    public static JsonElement Fill(JsonElement json, Func<Placeholder, JsonElement?> valueOf) => Write(writer => Copy(json, valueOf, writer));

    /// <summary>All placeholders in operators, each with its path below them.</summary>
    public static IEnumerable<(JsonElement Json, string Path)> Find(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(m => Find(m.Value, $"{path}.{m.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Find(item, $"{path}[{i}]")),
        _ => Placeholder.IsMeant(json) ? [(json, path)] : [],
    };

    private static void Copy(JsonElement json, Func<Placeholder, JsonElement?> valueOf, Utf8JsonWriter writer)
    {
        if (Placeholder.TryParse(json, out var placeholder))
        {
            if (valueOf(placeholder) is { } value)
                value.WriteTo(writer);
            else
                writer.WriteNullValue();
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var member in json.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                Copy(member.Value, valueOf, writer);
            }

            writer.WriteEndObject();
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in json.EnumerateArray())
                Copy(item, valueOf, writer);
            writer.WriteEndArray();
        }
        else
        {
            json.WriteTo(writer);
        }
    }

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
