using MicroSeg.Api.Schema;

namespace MicroSeg.Api.Segments;

/// <summary>The segments whose rules read a part of the schema.</summary>
internal sealed class SegmentsUsingSchema(SegmentCatalog catalog) : ISchemaDependents
{
    public Task<IReadOnlyList<string>> DependentsOnAsync(SchemaPart part, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. catalog.Segments.Values.Where(s => Uses(s, part)).Select(s => $"segment '{s.Key}'")]);

    private static bool Uses(LiveSegment segment, SchemaPart part) => segment.Definition?.References is { } references && part switch
    {
        { Kind: SchemaKind.Attribute } => references.Attributes.Contains(part.Name),
        { Kind: SchemaKind.Event, Property: { } property } => references.Properties.Contains((part.Name, property)),
        { Kind: SchemaKind.Event } => references.Events.Contains(part.Name),
        _ => false,
    };
}
