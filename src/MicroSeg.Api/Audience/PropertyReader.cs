using System.Text;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audience;

/// <summary>
/// Reads the stored JSON of attributes or of an event's properties into typed values. Made for tens of millions of rows: no document, no names
/// as strings.
/// </summary>
internal sealed class PropertyReader(IReadOnlyList<PropertyDefinition> definitions)
{
    private readonly byte[][] _names = [.. definitions.Select(d => Encoding.UTF8.GetBytes(d.Name))];

    /// <summary>Appends the values of a stored object.</summary>
    /// <param name="utf8">The object's text.</param>
    /// <param name="values">Where they go, by the definition's index.</param>
    /// <returns>Whether every name was known.</returns>
    public bool Read(ReadOnlySpan<byte> utf8, List<(int Index, PropertyValue Value)> values)
    {
        var allKnown = true;
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return allKnown;
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader, expected);
            reader.Read();
            if (index < 0)
            {
                allKnown = false;
                reader.Skip();
                continue;
            }

            expected = index + 1;
            if (PropertyValueJson.TryRead(ref reader, definitions[index].Type, out var value, out _))
                values.Add((index, value));
        }

        return allKnown;
    }

    // Rows list their properties in much the same order, so the next definition is the likeliest.
    private int Find(ref Utf8JsonReader reader, int expected)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var index = (expected + i) % _names.Length;
            if (reader.ValueTextEquals(_names[index]))
                return index;
        }

        return -1;
    }
}
