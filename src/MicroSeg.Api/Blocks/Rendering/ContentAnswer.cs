using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Caching;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>On which rung of the ladder content stands.</summary>
internal enum ContentSource
{
    /// <summary>Rendered for this request.</summary>
    Live,

    /// <summary>Rendered before, and still what a render would give.</summary>
    Cached,

    /// <summary>The last good render of the class, because no fresh one can be made.</summary>
    Stale,

    /// <summary>The block's default.</summary>
    Default,
}

/// <summary>The content for one customer, and where it stands.</summary>
internal sealed record ContentAnswer
{
    public required CompiledBlock Block { get; init; }

    public required ContentSource Source { get; init; }

    /// <summary>Why it is not live; null when it is, or as good as.</summary>
    public string? Reason { get; init; }

    /// <summary>The variant; null for the default.</summary>
    public string? Variant { get; init; }

    /// <summary>When it was made; of the default, when the block was published.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Until when it stays right by itself.</summary>
    public DateTimeOffset FreshUntil { get; init; }

    public required ReadOnlyMemory<byte> Html { get; init; }

    public required ReadOnlyMemory<byte> Text { get; init; }

    public ReadOnlyMemory<byte>? Subject { get; init; }

    /// <summary>The data as JSON.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Where a cached one was found.</summary>
    public CacheLevel Level { get; init; }

    public static ContentAnswer Default(CompiledBlock block, string reason) => new()
    {
        Block = block,
        Source = ContentSource.Default,
        Reason = reason,
        AsOf = block.PublishedAt,
        Html = block.Default.Html,
        Text = block.Default.Text,
        Subject = block.Default.Subject,
        Json = block.Default.Json,
    };

    public static ContentAnswer Of(CompiledBlock block, CompiledVariant variant, Cached<ClassRender> found, ContentSource source, string? reason) => new()
    {
        Block = block,
        Source = source,
        Reason = reason,
        Variant = variant.Key,
        AsOf = found.Entry.Value.AsOf,
        FreshUntil = source == ContentSource.Stale ? default : found.Entry.ExpiresAt,
        Html = found.Entry.Value.Html ?? block.Default.Html,
        Text = found.Entry.Value.Text ?? block.Default.Text,
        Subject = found.Entry.Value.Subject ?? block.Default.Subject,
        Json = found.Entry.Value.Json,
        Level = found.Level,
    };
}
