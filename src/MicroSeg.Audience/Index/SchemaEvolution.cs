using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>What may change in a schema while an index stands: attributes, event types and properties may be added, nothing else.</summary>
internal static class SchemaEvolution
{
    /// <summary>Says what stands in the way of going from one schema to another; null when nothing does.</summary>
    public static string? FindObstacle(AudienceSchema from, AudienceSchema to)
    {
        if (FindObstacle("attribute", from.Attributes.AsSpan(), to.Attributes.AsSpan()) is { } obstacle)
            return obstacle;
        for (var i = 0; i < from.Events.Length; i++)
        {
            if (i >= to.Events.Length || to.Events[i].Name != from.Events[i].Name)
                return $"Event type '{from.Events[i].Name}' is no longer number {i}.";
            if (FindObstacle($"property of event type '{from.Events[i].Name}',", from.Events[i].Properties.AsSpan(), to.Events[i].Properties.AsSpan()) is { } inEvent)
                return inEvent;
        }

        return null;
    }

    private static string? FindObstacle(string what, ReadOnlySpan<PropertyDefinition> from, ReadOnlySpan<PropertyDefinition> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            if (i >= to.Length || to[i].Name != from[i].Name || to[i].Type != from[i].Type)
                return $"The {what} '{from[i].Name}', {PropertyTypes.NameOf(from[i].Type)}, is no longer number {i}.";
        }

        return null;
    }
}
