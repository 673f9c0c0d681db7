namespace MicroSeg.Api.Schema;

/// <summary>Names what would break if a part of the schema changed. Each slice that leans on the schema brings its own.</summary>
internal interface ISchemaDependents
{
    /// <summary>What depends on it, in words that its owner knows, such as <c>segment 'expats'</c>.</summary>
    Task<IReadOnlyList<string>> DependentsOnAsync(SchemaPart part, CancellationToken cancellationToken);
}

/// <summary>A part of the schema.</summary>
/// <param name="Kind">Attribute, event type or feed.</param>
/// <param name="Name">Its name.</param>
/// <param name="Property">One of its properties or fields; null for the whole.</param>
internal sealed record SchemaPart(SchemaKind Kind, string Name, string? Property);
