using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Caching;
using MicroSeg.Api.Membership;

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

    public required ContentPart HtmlPart { get; init; }

    /// <summary>The text; null where it is taken from the filled HTML.</summary>
    public required ContentPart? TextPart { get; init; }

    public ContentPart? SubjectPart { get; init; }

    /// <summary>What the parts are filled with; null when they are whole.</summary>
    public HoleValues? Values { get; init; }

    /// <summary>The HTML, filled.</summary>
    public ReadOnlyMemory<byte> Html => HtmlPart.Fill(Values);

    /// <summary>The text, filled.</summary>
    public ReadOnlyMemory<byte> Text => TextPart?.Fill(Values) ?? PlainText.FromHtml(Html);

    /// <summary>The subject, filled.</summary>
    public ReadOnlyMemory<byte>? Subject => SubjectPart?.Fill(Values);

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
        HtmlPart = block.Default.Html,
        TextPart = block.Default.Text,
        SubjectPart = block.Default.Subject,
        Json = block.Default.Json,
    };

    public static ContentAnswer Of(CompiledBlock block, CompiledVariant variant, CustomerView customer, Cached<ClassRender> found, ContentSource source, string? reason)
    {
        var render = found.Entry.Value;
        return new()
        {
            Block = block,
            Source = source,
            Reason = reason,
            Variant = variant.Key,
            AsOf = render.AsOf,
            FreshUntil = source == ContentSource.Stale ? default : found.Entry.ExpiresAt,
            HtmlPart = render.Html ?? block.Default.Html,
            TextPart = render.Text ?? (render.Html is null ? block.Default.Text : null),
            SubjectPart = render.Subject ?? block.Default.Subject,
            Values = variant.Fields.Holes.IsEmpty ? null : new HoleValues(customer, variant.Fields.Holes),
            Json = render.Json,
            Level = found.Level,
        };
    }
}
