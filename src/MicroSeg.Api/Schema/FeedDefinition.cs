using System.Collections.Immutable;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

/// <summary>A feed of offers: its typed fields, the one that is the key, and the one that says how old the price is.</summary>
internal sealed class FeedDefinition
{
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.Ordinal);

    /// <param name="name">The feed's name.</param>
    /// <param name="fields">Its fields; a field's place in the list is its stable index.</param>
    /// <param name="key">The name of the field that offers are upserted by.</param>
    /// <param name="observedAt">The name of the datetime field that says when the price was seen; null takes the time of intake.</param>
    /// <param name="description">What it is, for people.</param>
    public FeedDefinition(string name, ImmutableArray<PropertyDefinition> fields, string key, string? observedAt = null, string? description = null)
    {
        Name = name;
        Description = description;
        Fields = fields;
        for (var i = 0; i < fields.Length; i++)
            _indexByName.Add(fields[i].Name, i);
        KeyIndex = IndexOf(key);
        ObservedAtIndex = observedAt is null ? -1 : IndexOf(observedAt);
        if (KeyIndex < 0)
            throw new ArgumentException($"Feed '{name}' has no field '{key}'.", nameof(key));
    }

    /// <summary>The feed's name.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string? Description { get; }

    /// <summary>Its fields; the place in the list is the field's index, which never changes.</summary>
    public ImmutableArray<PropertyDefinition> Fields { get; }

    /// <summary>The field that is the key.</summary>
    public PropertyDefinition Key => Fields[KeyIndex];

    /// <summary>The index of the key field.</summary>
    public int KeyIndex { get; }

    /// <summary>The index of the field that says when the price was seen, or -1 when the time of intake is taken.</summary>
    public int ObservedAtIndex { get; }

    /// <summary>The index of a field by its name, or -1.</summary>
    public int IndexOf(string field) => _indexByName.GetValueOrDefault(field, -1);
}
