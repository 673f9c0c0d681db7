namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>What one render class is shown: a variant's parts as bytes, made together so that they show the same offers.</summary>
internal sealed record ClassRender
{
    public required ContentPart? Html { get; init; }

    /// <summary>The text part; null where it is to be taken from the filled HTML.</summary>
    public required ContentPart? Text { get; init; }

    public required ContentPart? Subject { get; init; }

    /// <summary>The JSON template's result, or the offers as they are.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The feeds that it shows, each with the number of the change that it was made at.</summary>
    public required IReadOnlyList<(string Feed, long Version)> Feeds { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What it weighs.</summary>
    public long Size => SizeOf(Html) + SizeOf(Text) + SizeOf(Subject) + Json.Length;

    private static long SizeOf(ContentPart? part) => part is null ? 0 : part.Bytes.Length + (part.Holes.Length * 12);
}
