using System.Buffers;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Membership;

/// <summary>Writes named values of the schema's types as a JSON object.</summary>
internal static class TypedValuesJson
{
    /// <summary>An object of values by name; what is missing is null.</summary>
    public static JsonElement ObjectOf(IEnumerable<(string Name, PropertyValue? Value)> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in values)
            {
                writer.WritePropertyName(name);
                if (value is { } found)
                    PropertyValueJson.Write(writer, found);
                else
                    writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
