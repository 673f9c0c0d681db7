using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Intake.Records;

/// <summary>Definitions that are looked up by the UTF-8 of their names, and that write canonical JSON: known names in the order of definition.</summary>
internal sealed class PropertyTable
{
    private const int LongestName = 64;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _indexes;
    private readonly JsonEncodedText[] _names;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public PropertyTable(ImmutableArray<PropertyDefinition> definitions)
    {
        Definitions = definitions;
        _indexes = definitions.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _names = [.. definitions.Select(d => JsonEncodedText.Encode(d.Name))];
    }

    public ImmutableArray<PropertyDefinition> Definitions { get; }

    public IEnumerable<string> Names => Definitions.Select(d => d.Name);

    public int IndexOf(ReadOnlySpan<char> name) => _indexes.TryGetValue(name, out var index) ? index : -1;

    /// <summary>The index of the property whose name the reader stands at, or -1.</summary>
    public int IndexOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestName)
            return -1;
        Span<char> name = stackalloc char[LongestName];
        return IndexOf(name[..reader.CopyString(name)]);
    }

    /// <summary>The canonical JSON of values, which it brings into order.</summary>
    public string ToJson(List<IndexedValue> values)
    {
        if (values.Count == 0)
            return "{}";
        values.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer, Options);
        writer.WriteStartObject();
        foreach (var (index, value) in values)
        {
            if (value is not { } present)
                continue;
            writer.WritePropertyName(_names[index]);
            PropertyValueJson.Write(writer, present);
        }

        writer.WriteEndObject();
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}

/// <summary>A value of the property with an index; null is JSON's null.</summary>
internal readonly record struct IndexedValue(int Index, PropertyValue? Value);
