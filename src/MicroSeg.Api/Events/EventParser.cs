using System.Text.Json;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;

namespace MicroSeg.Api.Events;

/// <summary>Parses events.</summary>
internal sealed class EventParser(SchemaState schema) : RecordParser<NewEvent>
{
    private static readonly string[] Keys = ["id", "customer", "type", "at", "properties"];

    private readonly Dictionary<string, (int Index, PropertyTable Properties)>.AlternateLookup<ReadOnlySpan<char>> _types = schema.Audience.Events
        .Select((e, i) => (e.Name, Index: i, Properties: new PropertyTable(e.Properties)))
        .ToDictionary(e => e.Name, e => (e.Index, e.Properties), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly List<IndexedValue> _values = [];

    /// <inheritdoc/>
    protected override NewEvent? Read(ref Utf8JsonReader reader, RecordErrors errors)
    {
        string? id = null, customer = null;
        DateTimeOffset? at = null;
        (int Index, PropertyTable Properties)? type = null;
        Utf8JsonReader properties = default;
        var hasProperties = false;
        var members = new RecordMembers(Keys);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            switch (members.Next(ref reader, errors))
            {
                case 0:
                    id = RecordText.ReadId(ref reader, ".id", CustomerEvent.MaxIdLength, errors);
                    break;
                case 1:
                    customer = RecordText.ReadId(ref reader, ".customer", Customer.MaxIdLength, errors);
                    break;
                case 2:
                    type = ReadType(ref reader, errors);
                    break;
                case 3:
                    at = RecordText.ReadInstant(ref reader, ".at", errors);
                    break;
                case 4 when reader.TokenType == JsonTokenType.StartObject:
                    // They can be read once the type is known, which may come later.
                    properties = reader;
                    hasProperties = true;
                    reader.Skip();
                    break;
                case 4:
                    errors.Add(".properties", "record.wrong_type", $"found {RecordText.Show(ref reader)}, expected an object");
                    break;
            }
        }

        for (var key = 0; key < 4; key++)
            members.Require(key, errors);
        _values.Clear();
        if (hasProperties && type is { } known)
            new TypedObject(known.Properties, "property").Read(ref properties, ".properties", _values, errors);
        return errors.Any ? null : new NewEvent(id!, customer!, type!.Value.Index, StoredInstant.ToMicroseconds(at!.Value), type.Value.Properties.ToJson(_values));
    }

    private (int Index, PropertyTable Properties)? ReadType(ref Utf8JsonReader reader, RecordErrors errors)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            errors.Add(".type", "record.wrong_type", $"found {RecordText.Show(ref reader)}, expected the name of an event type");
            return null;
        }

        if (reader.ValueSpan.Length <= SchemaNames.MaxLength)
        {
            Span<char> name = stackalloc char[SchemaNames.MaxLength];
            if (_types.TryGetValue(name[..reader.CopyString(name)], out var type))
                return type;
        }

        errors.AddUnknown(".type", "event_type.unknown", "event type", reader.GetString()!, schema.Audience.Events.Select(e => e.Name));
        return null;
    }
}
