using System.Collections.Immutable;

namespace MicroSeg.Audience.Schema;

/// <summary>A type of event, such as <c>flight_booked</c>, and the properties that its events may carry.</summary>
public sealed class EventDefinition
{
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.Ordinal);

    /// <summary>Defines an event type.</summary>
    /// <param name="name">A letter, then letters, digits or underscores; at most 64 characters. Case matters.</param>
    /// <param name="properties">Its properties; a property's place in the list is its stable index.</param>
    /// <param name="description">What it means, for people.</param>
    /// <exception cref="ArgumentException">Two properties have one name.</exception>
    public EventDefinition(string name, IEnumerable<PropertyDefinition> properties, string? description = null)
    {
        Name = name;
        Description = description;
        Properties = [.. properties];
        for (var i = 0; i < Properties.Length; i++)
        {
            if (!_indexByName.TryAdd(Properties[i].Name, i))
                throw new ArgumentException($"Event '{name}' has two properties named '{Properties[i].Name}'.", nameof(properties));
        }
    }

    /// <summary>The event type's name.</summary>
    public string Name { get; }

    /// <summary>What it means, for people.</summary>
    public string? Description { get; }

    /// <summary>Its properties; the place in the list is the property's index, which never changes.</summary>
    public ImmutableArray<PropertyDefinition> Properties { get; }

    /// <summary>The index of a property by its name, or -1.</summary>
    public int IndexOf(string property) => _indexByName.GetValueOrDefault(property, -1);
}
