using System.Collections.Frozen;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

/// <summary>The whole schema at one moment; immutable.</summary>
internal sealed class SchemaState
{
    private readonly FrozenDictionary<(SchemaKind, string), SchemaDefinition> _byName;

    private SchemaState(IReadOnlyList<SchemaDefinition> definitions)
    {
        _byName = definitions.ToFrozenDictionary(d => (d.Kind, d.Name));
        var feeds = new Dictionary<string, FeedDefinition>(StringComparer.Ordinal);
        Audience = AudienceSchema.Empty;
        foreach (var definition in definitions)
        {
            var body = SchemaBody.FromStored(definition);
            if (definition.Kind == SchemaKind.Attribute)
                Audience = Audience.WithAttribute(new PropertyDefinition(definition.Name, body.Type, body.Description));
            else if (definition.Kind == SchemaKind.Event)
                Audience = Audience.WithEvent(new EventDefinition(definition.Name, body.Properties, body.Description));
            else
                feeds.Add(definition.Name, new FeedDefinition(definition.Name, body.Properties, body.Key!, body.ObservedAt, body.Description));
        }

        Feeds = feeds.ToFrozenDictionary(StringComparer.Ordinal);
        Version = definitions.Sum(d => d.Version);
    }

    public static SchemaState Empty { get; } = new([]);

    /// <summary>Attributes and event types.</summary>
    public AudienceSchema Audience { get; }

    /// <summary>The feeds by name.</summary>
    public IReadOnlyDictionary<string, FeedDefinition> Feeds { get; }

    /// <summary>The sum of the definitions' versions: it grows with every edit and is the same on every node.</summary>
    public long Version { get; }

    /// <summary>The version of one definition; null when there is no such.</summary>
    public long? VersionOf(SchemaKind kind, string name) => _byName.TryGetValue((kind, name), out var definition) ? definition.Version : null;

    /// <param name="definitions">All definitions, in any order.</param>
    public static SchemaState From(IEnumerable<SchemaDefinition> definitions) => new([.. definitions.OrderBy(d => d.Kind).ThenBy(d => d.Index)]);
}
