using System.Collections.Immutable;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Api.Blocks.Rendering;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>A variant, its names resolved and its templates parsed.</summary>
internal sealed record CompiledVariant
{
    public required string Key { get; init; }

    public required string? Segment { get; init; }

    public required Schedule? Schedule { get; init; }

    public required ImmutableArray<DataBinding> Bindings { get; init; }

    public CompiledTemplate? Html { get; init; }

    public CompiledTemplate? Text { get; init; }

    public CompiledTemplate? Subject { get; init; }

    public JsonTemplate? Json { get; init; }

    /// <summary>What of the customer, the context and the send the content depends on.</summary>
    public required ClassFields Fields { get; init; }

    /// <summary>The templates of its parts, JSON left out.</summary>
    public IEnumerable<CompiledTemplate> Parts => new[] { Html, Text, Subject }.OfType<CompiledTemplate>();

    /// <summary>All its templates.</summary>
    public IEnumerable<CompiledTemplate> Templates => Parts.Concat(Json?.Templates ?? []);

    /// <summary>The paths that its templates read.</summary>
    public IEnumerable<string> Reads => Templates.SelectMany(t => t.Reads).Select(r => r.Path).Distinct(StringComparer.Ordinal);

    /// <summary>The keys of its classes.</summary>
    public ClassKeys Keys { get; } = new();

    /// <summary>The tags under which its renders are cached.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether it has something for a format.</summary>
    public bool Has(ContentFormat format) => format switch
    {
        ContentFormat.Html => Html is not null,
        ContentFormat.Text => Text is not null || Html is not null,
        _ => true,
    };
}

/// <summary>What content is asked for as.</summary>
internal enum ContentFormat
{
    Html,
    Text,
    Json,
}
