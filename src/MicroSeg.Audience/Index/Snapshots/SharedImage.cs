using System.Buffers.Binary;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>The file of what all pages share: schema, dictionaries, ids.</summary>
internal static class SharedImage
{
    private const int Magic = 0x48534D41;
    private const int Version = 1;
    private const ushort NoId = 0;
    private const ushort ErasedId = ushort.MaxValue;

    public static void Write(SnapshotWriter writer, IndexDictionaries dictionaries, CustomerKeys keys)
    {
        writer.WriteInt32(Magic);
        writer.WriteInt32(Version);
        WriteProperties(writer, dictionaries.Schema.Attributes, dictionaries.Attribute);
        writer.WriteInt32(dictionaries.Schema.Events.Length);
        for (var i = 0; i < dictionaries.Schema.Events.Length; i++)
        {
            var definition = dictionaries.Schema.Events[i];
            writer.WriteText(definition.Name);
            writer.WriteText(definition.Description);
            var eventIndex = i;
            WriteProperties(writer, definition.Properties, property => dictionaries.Event(eventIndex, property));
        }

        WriteKeys(writer, keys);
    }

    public static (IndexDictionaries Dictionaries, CustomerKeys Keys) Read(SnapshotReader reader)
    {
        reader.Expect(Magic, Version);
        var (attributes, attributeDictionaries) = ReadProperties(reader);
        var schema = attributes.Aggregate(AudienceSchema.Empty, (s, attribute) => s.WithAttribute(attribute));
        var eventDictionaries = new PropertyDictionary?[reader.ReadInt32()][];
        for (var i = 0; i < eventDictionaries.Length; i++)
        {
            var (name, description) = (reader.ReadText()!, reader.ReadText());
            (var properties, eventDictionaries[i]) = ReadProperties(reader);
            schema = schema.WithEvent(new EventDefinition(name, properties, description));
        }

        return (new IndexDictionaries(schema, attributeDictionaries, eventDictionaries), ReadKeys(reader));
    }

    private static void WriteProperties(SnapshotWriter writer, IReadOnlyList<PropertyDefinition> definitions, Func<int, PropertyDictionary?> dictionaryOf)
    {
        writer.WriteInt32(definitions.Count);
        for (var i = 0; i < definitions.Count; i++)
        {
            writer.WriteText(definitions[i].Name);
            writer.WriteInt32((int)definitions[i].Type);
            writer.WriteText(definitions[i].Description);
            WriteDictionary(writer, dictionaryOf(i));
        }
    }

    private static (PropertyDefinition[] Definitions, PropertyDictionary?[] Dictionaries) ReadProperties(SnapshotReader reader)
    {
        var all = reader.ReadMany(r =>
        {
            var definition = new PropertyDefinition(r.ReadText()!, (PropertyType)r.ReadInt32(), r.ReadText());
            return (definition, ReadDictionary(r, PropertyDictionary.For(definition.Type)));
        });
        return (Array.ConvertAll(all, x => x.definition), Array.ConvertAll(all, x => x.Item2));
    }

    private static void WriteDictionary(SnapshotWriter writer, PropertyDictionary? dictionary)
    {
        if (dictionary is null)
            return;

        // A set is added after its members, so counting the sets first makes sure that all of theirs are among the members.
        var count = dictionary.Count;
        WriteDictionary(writer, (dictionary as SetDictionary)?.Members);
        writer.WriteInt32(count);
        for (var code = 1; code <= count; code++)
            writer.WriteArray(dictionary.GetBytes(code));
    }

    private static PropertyDictionary? ReadDictionary(SnapshotReader reader, PropertyDictionary? dictionary)
    {
        if (dictionary is null)
            return null;
        ReadDictionary(reader, (dictionary as SetDictionary)?.Members);
        var count = reader.ReadInt32();
        for (var code = 1; code <= count; code++)
            dictionary.GetOrAddBytes(reader.ReadArray<byte>());
        return dictionary;
    }

    private static void WriteKeys(SnapshotWriter writer, CustomerKeys keys)
    {
        Span<byte> entry = stackalloc byte[sizeof(ushort) + CustomerKeys.MaxIdLength];
        var end = keys.End;
        writer.WriteInt32(end);
        for (var ordinal = 0; ordinal < end; ordinal++)
        {
            var known = keys.TryCopyId(ordinal, entry[sizeof(ushort)..], out var length);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, known ? (ushort)(length + 1) : keys.IsErased(ordinal) ? ErasedId : NoId);
            writer.WriteBytes(entry[..(sizeof(ushort) + (known ? length : 0))]);
        }
    }

    private static CustomerKeys ReadKeys(SnapshotReader reader)
    {
        var keys = new CustomerKeys();
        Span<byte> head = stackalloc byte[sizeof(ushort)];
        Span<byte> id = stackalloc byte[CustomerKeys.MaxIdLength];
        var end = reader.ReadInt32();
        for (var ordinal = 0; ordinal < end; ordinal++)
        {
            reader.ReadBytes(head);
            var size = BinaryPrimitives.ReadUInt16LittleEndian(head);
            if (size == ErasedId)
            {
                keys.Erase(ordinal);
            }
            else if (size != NoId)
            {
                var utf8 = id[..(size - 1)];
                reader.ReadBytes(utf8);
                keys.Add(ordinal, utf8);
            }
        }

        return keys;
    }
}
