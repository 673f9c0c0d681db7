using System.Collections.Immutable;
using System.Text.Json;

namespace MicroSeg.Api.Blocks.Definitions;

/// <summary>One of a block's variants.</summary>
internal sealed record VariantDefinition
{
    public required string Key { get; init; }

    /// <summary>The segment that it is for; everyone when null.</summary>
    public string? Segment { get; init; }

    /// <summary>When it is open; always when null.</summary>
    public Schedule? Schedule { get; init; }

    public ImmutableArray<BindingDefinition> Data { get; init; } = [];

    public string? Html { get; init; }

    public string? Text { get; init; }

    public string? Subject { get; init; }

    /// <summary>JSON of any shape whose strings are templates; the bound offers as they are when null.</summary>
    public JsonElement? Json { get; init; }
}
