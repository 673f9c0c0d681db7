using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Intake.Records;

/// <summary>Reads a JSON object whose members the schema defines.</summary>
/// <param name="table">The definitions.</param>
/// <param name="what">What a member is called: attribute, property or field; the first part of its errors' codes.</param>
internal sealed class TypedObject(PropertyTable table, string what)
{
    /// <summary>Reads the object that the reader stands at.</summary>
    /// <param name="reader">At the object's beginning; afterwards at its end.</param>
    /// <param name="path">The path of the object in the record.</param>
    /// <param name="values">Receives the values, in the order of the text.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public void Read(ref Utf8JsonReader reader, string path, List<IndexedValue> values, RecordErrors errors)
    {
        values.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var index = table.IndexOf(ref reader);
            if (index < 0)
            {
                var name = reader.GetString()!;
                errors.AddUnknown($"{path}.{name}", what + ".unknown", what, name, table.Names);
                reader.Read();
                reader.Skip();
                continue;
            }

            if (Contains(values, index))
                errors.Add($"{path}.{table.Definitions[index].Name}", "record.duplicate_key", "it is there twice");
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                values.Add(new(index, null));
            else if (TryRead(ref reader, table.Definitions[index].Type, out var value, out var error))
                values.Add(new(index, value));
            else
                errors.Add($"{path}.{table.Definitions[index].Name}", what + ".wrong_type", error!);
        }
    }

    private static bool Contains(List<IndexedValue> values, int index)
    {
        foreach (var value in values)
        {
            if (value.Index == index)
                return true;
        }

        return false;
    }

    // The usual types without a document; whatever fails here is read again for its message.
    private static bool TryRead(ref Utf8JsonReader reader, PropertyType type, out PropertyValue value, out string? error)
    {
        error = null;
        switch (type)
        {
            case PropertyType.String when reader.TokenType == JsonTokenType.String:
                value = PropertyValue.Of(reader.GetString()!);
                return true;
            case PropertyType.Number when reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number):
                value = PropertyValue.Of(number);
                return true;
            case PropertyType.Decimal when reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var exact) && PropertyValue.TryKeyOf(exact, out var key):
                value = PropertyValue.FromKey(PropertyType.Decimal, key);
                return true;
            case PropertyType.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                value = PropertyValue.Of(reader.GetBoolean());
                return true;
            case PropertyType.Date or PropertyType.DateTime when reader.TokenType == JsonTokenType.String:
                return PropertyValueJson.TryParse(reader.GetString()!, type, out value, out error);
            default:
                using (var document = JsonDocument.ParseValue(ref reader))
                    return PropertyValueJson.TryRead(document.RootElement, type, out value, out error);
        }
    }
}
