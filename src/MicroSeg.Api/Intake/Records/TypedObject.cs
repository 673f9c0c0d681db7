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
            else if (PropertyValueJson.TryRead(ref reader, table.Definitions[index].Type, out var value, out var error))
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
}
