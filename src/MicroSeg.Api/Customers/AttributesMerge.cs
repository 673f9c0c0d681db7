using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Customers;

/// <summary>Merges a patch into stored attributes; values that are not mentioned are copied as they stand.</summary>
internal sealed class AttributesMerge
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <returns>The canonical JSON of the attributes.</returns>
    public string Merge(string stored, CustomerPatch patch, AudienceSchema schema)
    {
        if (patch.Changes.Count == 0)
            return stored;
        using var document = JsonDocument.Parse(stored);
        var kept = document.RootElement.EnumerateObject().Select(p => (Index: schema.AttributeIndex(p.Name), p.Value)).ToImmutableArray();
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer, Options))
        {
            writer.WriteStartObject();
            var next = 0;
            foreach (var (index, value) in patch.Changes)
            {
                for (; next < kept.Length && kept[next].Index < index; next++)
                    Copy(writer, schema.Attributes[kept[next].Index].Name, kept[next].Value);
                if (next < kept.Length && kept[next].Index == index)
                    next++;
                if (value is not { } present)
                    continue;
                writer.WritePropertyName(schema.Attributes[index].Name);
                PropertyValueJson.Write(writer, present);
            }

            for (; next < kept.Length; next++)
                Copy(writer, schema.Attributes[kept[next].Index].Name, kept[next].Value);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    private static void Copy(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }
}
