using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>A schema with the dictionaries of its attributes and properties. Immutable but for the dictionaries' growth.</summary>
internal sealed class IndexDictionaries
{
    private readonly PropertyDictionary?[] _attributes;
    private readonly PropertyDictionary?[][] _events;

    public IndexDictionaries(AudienceSchema schema, PropertyDictionary?[] attributes, PropertyDictionary?[][] events)
    {
        Schema = schema;
        _attributes = attributes;
        _events = events;
    }

    public AudienceSchema Schema { get; }

    /// <summary>Bytes held by all dictionaries.</summary>
    public long Bytes => _attributes.Sum(d => d?.Bytes ?? 0) + _events.Sum(e => e.Sum(d => d?.Bytes ?? 0));

    public static IndexDictionaries For(AudienceSchema schema) => new IndexDictionaries(AudienceSchema.Empty, [], []).With(schema);

    public PropertyDictionary? Attribute(int attribute) => attribute < _attributes.Length ? _attributes[attribute] : null;

    public PropertyDictionary? Event(int eventIndex, int property) =>
        eventIndex < _events.Length && property < _events[eventIndex].Length ? _events[eventIndex][property] : null;

    /// <summary>The same dictionaries, and new ones for what the schema has more.</summary>
    /// <exception cref="ArgumentException">Something known is missing, moved or of another type.</exception>
    public IndexDictionaries With(AudienceSchema schema)
    {
        if (SchemaEvolution.FindObstacle(Schema, schema) is { } obstacle)
            throw new ArgumentException(obstacle, nameof(schema));
        var attributes = Extend(_attributes, schema.Attributes.AsSpan());
        var events = new PropertyDictionary?[schema.Events.Length][];
        for (var i = 0; i < events.Length; i++)
            events[i] = Extend(i < _events.Length ? _events[i] : [], schema.Events[i].Properties.AsSpan());
        return new IndexDictionaries(schema, attributes, events);
    }

    public PropertyKey EncodeAttribute(int attribute, PropertyValue value) =>
        Encode(attribute, Schema.Attributes[attribute], _attributes[attribute], value);

    public PropertyKey EncodeEvent(int eventIndex, int property, PropertyValue value) =>
        Encode(property, Schema.Events[eventIndex].Properties[property], _events[eventIndex][property], value);

    public PropertyValue DecodeAttribute(int attribute, long key) =>
        PropertyDictionary.Decode(_attributes[attribute], Schema.Attributes[attribute].Type, key);

    private static PropertyKey Encode(int index, PropertyDefinition definition, PropertyDictionary? dictionary, PropertyValue value)
    {
        if (value.Type != definition.Type)
            throw new ArgumentException($"'{definition.Name}' is {PropertyTypes.NameOf(definition.Type)}, not {PropertyTypes.NameOf(value.Type)}.", nameof(value));
        if (value.Key < CodeColumn.MinKey)
            throw new ArgumentException($"'{definition.Name}' cannot have the key {value.Key}, which stands for no value.", nameof(value));
        return dictionary is null ? new PropertyKey(index, value.Key, false) : new PropertyKey(index, dictionary.GetOrAdd(value), true);
    }

    private static PropertyDictionary?[] Extend(PropertyDictionary?[] known, ReadOnlySpan<PropertyDefinition> definitions)
    {
        var all = new PropertyDictionary?[definitions.Length];
        known.CopyTo(all, 0);
        for (var i = known.Length; i < all.Length; i++)
            all[i] = PropertyDictionary.For(definitions[i].Type);
        return all;
    }
}
