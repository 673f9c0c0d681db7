using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Api.Blocks.Rendering;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>A version of a block, ready to be served. Immutable.</summary>
internal sealed record CompiledBlock
{
    public required string Key { get; init; }

    /// <summary>The published version; 0 for a draft.</summary>
    public required int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>When the version was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Tried in order; empty when only the default can be served.</summary>
    public ImmutableArray<CompiledVariant> Variants { get; init; } = [];

    public required BlockDefaults Default { get; init; }

    public required TimeSpan StaleFor { get; init; }

    public required TimeSpan Deadline { get; init; }

    /// <summary>Whether the variants could not be compiled, so that only the default is served.</summary>
    public bool IsDefaultOnly { get; init; }

    /// <summary>What the keys of its classes begin with.</summary>
    public string KeyPrefix => field ??= string.Create(CultureInfo.InvariantCulture, $"{Key}@{Version}.{PublishedAt.UtcTicks:x}/");

    /// <summary>The block with nothing but its default.</summary>
    public static CompiledBlock DefaultOnly(string key, int version, DateTimeOffset publishedAt, BlockDefinition definition) => new()
    {
        Key = key,
        Version = version,
        Name = definition.Name ?? key,
        PublishedAt = publishedAt,
        Default = BlockDefaults.Of(definition.Default),
        StaleFor = definition.StaleFor,
        Deadline = definition.Deadline,
        IsDefaultOnly = true,
    };
}

/// <summary>A block's default as the bytes that are sent.</summary>
internal sealed record BlockDefaults(ContentPart Html, ContentPart Text, ContentPart? Subject, ReadOnlyMemory<byte> Json)
{
    public static BlockDefaults Of(DefaultContent content) => new(
        PartOf(content.Html),
        PartOf(content.Text ?? PlainText.FromHtml(content.Html)),
        content.Subject is { } subject ? PartOf(subject) : null,
        content.Json is { } json ? JsonSerializer.SerializeToUtf8Bytes(json) : "{}"u8.ToArray());

    private static ContentPart PartOf(string text) => ContentPart.Of(Encoding.UTF8.GetBytes(text));
}
