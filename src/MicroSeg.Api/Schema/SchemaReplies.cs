using System.Collections.Immutable;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

/// <summary>An attribute, as it is shown.</summary>
internal sealed record AttributeReply(string Name, string Type, string? Description, long Version)
{
    public static AttributeReply? Of(SchemaState schema, string name) =>
        schema.Audience.FindAttribute(name) is { } a ? new(a.Name, PropertyTypes.NameOf(a.Type), a.Description, schema.VersionOf(SchemaKind.Attribute, name)!.Value) : null;
}

/// <summary>An event type, as it is shown.</summary>
internal sealed record EventReply(string Name, string? Description, IReadOnlyDictionary<string, PropertyReply> Properties, long Version)
{
    public static EventReply? Of(SchemaState schema, string name) =>
        schema.Audience.FindEvent(name) is { } e ? new(e.Name, e.Description, PropertyReply.Of(e.Properties), schema.VersionOf(SchemaKind.Event, name)!.Value) : null;
}

/// <summary>A feed, as it is shown.</summary>
internal sealed record FeedReply(string Name, string? Description, string Key, IReadOnlyDictionary<string, PropertyReply> Fields, string? ObservedAt, long Version)
{
    public static FeedReply? Of(SchemaState schema, string name) => schema.Feeds.TryGetValue(name, out var f)
        ? new(f.Name, f.Description, f.Key.Name, PropertyReply.Of(f.Fields), f.ObservedAtIndex < 0 ? null : f.Fields[f.ObservedAtIndex].Name, schema.VersionOf(SchemaKind.Feed, name)!.Value)
        : null;
}

/// <summary>A property of an event type or a field of a feed, as it is shown.</summary>
internal sealed record PropertyReply(string Type, string? Description)
{
    public static IReadOnlyDictionary<string, PropertyReply> Of(ImmutableArray<PropertyDefinition> properties)
    {
        var replies = new OrderedDictionary<string, PropertyReply>(StringComparer.Ordinal);
        foreach (var property in properties)
            replies.Add(property.Name, new(PropertyTypes.NameOf(property.Type), property.Description));
        return replies;
    }
}

/// <summary>The whole schema, as it is shown.</summary>
internal sealed record SchemaReply(long Version, IReadOnlyList<AttributeReply> Attributes, IReadOnlyList<EventReply> Events, IReadOnlyList<FeedReply> Feeds)
{
    public static SchemaReply Of(SchemaState schema) => new(
        schema.Version,
        [.. schema.Audience.Attributes.Select(a => AttributeReply.Of(schema, a.Name)!)],
        [.. schema.Audience.Events.Select(e => EventReply.Of(schema, e.Name)!)],
        [.. schema.Feeds.Keys.Order(StringComparer.Ordinal).Select(f => FeedReply.Of(schema, f)!)]);
}
