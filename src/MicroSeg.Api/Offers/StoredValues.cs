using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Offers;

/// <summary>Reads the canonical JSON of a row.</summary>
internal static class StoredValues
{
    /// <summary>The values by index; what is not there is null.</summary>
    public static PropertyValue?[] Read(string json, ImmutableArray<PropertyDefinition> definitions)
    {
        using var document = JsonDocument.Parse(json);
        var values = new PropertyValue?[definitions.Length];
        for (var i = 0; i < definitions.Length; i++)
        {
            if (document.RootElement.TryGetProperty(definitions[i].Name, out var element) && PropertyValueJson.TryRead(element, definitions[i].Type, out var value, out _))
                values[i] = value;
        }

        return values;
    }
}
