using System.Collections.Immutable;

namespace MicroSeg.Audience.Schema;

/// <summary>
/// What is known of customers and their events. Immutable; changes are additive, so that an attribute's, an event type's and a
/// property's index, once given, stays what it is.
/// </summary>
public sealed class AudienceSchema
{
    private readonly Dictionary<string, int> _attributes;
    private readonly Dictionary<string, int> _events;

    private AudienceSchema(ImmutableArray<PropertyDefinition> attributes, ImmutableArray<EventDefinition> events)
    {
        Attributes = attributes;
        Events = events;
        _attributes = attributes.Select((a, i) => (a.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);
        _events = events.Select((e, i) => (e.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);
    }

    /// <summary>The schema that knows nothing.</summary>
    public static AudienceSchema Empty { get; } = new([], []);

    /// <summary>The customers' attributes; the place in the list is the attribute's index.</summary>
    public ImmutableArray<PropertyDefinition> Attributes { get; }

    /// <summary>The event types; the place in the list is the event type's index.</summary>
    public ImmutableArray<EventDefinition> Events { get; }

    /// <summary>The index of an attribute by its name, or -1.</summary>
    public int AttributeIndex(string name) => _attributes.GetValueOrDefault(name, -1);

    /// <summary>The index of an event type by its name, or -1.</summary>
    public int EventIndex(string name) => _events.GetValueOrDefault(name, -1);

    /// <summary>The definition of an event type by its name, or null.</summary>
    public EventDefinition? FindEvent(string name) => _events.TryGetValue(name, out var index) ? Events[index] : null;

    /// <summary>The definition of an attribute by its name, or null.</summary>
    public PropertyDefinition? FindAttribute(string name) => _attributes.TryGetValue(name, out var index) ? Attributes[index] : null;

    /// <summary>This schema with an attribute added, or with the description of a known one changed.</summary>
    /// <exception cref="ArgumentException">The attribute is known with another type.</exception>
    public AudienceSchema WithAttribute(PropertyDefinition attribute)
    {
        var index = AttributeIndex(attribute.Name);
        if (index < 0)
            return new AudienceSchema(Attributes.Add(attribute), Events);
        if (Attributes[index].Type != attribute.Type)
            throw new ArgumentException($"Attribute '{attribute.Name}' is {PropertyTypes.NameOf(Attributes[index].Type)} and cannot become {PropertyTypes.NameOf(attribute.Type)}.", nameof(attribute));
        return new AudienceSchema(Attributes.SetItem(index, attribute), Events);
    }

    /// <summary>This schema with an event type added, or with properties added to a known one.</summary>
    /// <param name="definition">The known properties first, in their order, then the new ones.</param>
    /// <exception cref="ArgumentException">A known property is missing, moved or of another type.</exception>
    public AudienceSchema WithEvent(EventDefinition definition)
    {
        var index = EventIndex(definition.Name);
        if (index < 0)
            return new AudienceSchema(Attributes, Events.Add(definition));
        var known = Events[index].Properties;
        for (var i = 0; i < known.Length; i++)
        {
            if (i >= definition.Properties.Length || definition.Properties[i].Name != known[i].Name || definition.Properties[i].Type != known[i].Type)
                throw new ArgumentException($"Property '{known[i].Name}' of event '{definition.Name}' cannot be dropped, moved or given another type.", nameof(definition));
        }

        return new AudienceSchema(Attributes, Events.SetItem(index, definition));
    }
}
