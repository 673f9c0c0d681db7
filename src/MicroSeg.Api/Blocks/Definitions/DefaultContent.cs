using System.Text.Json;

namespace MicroSeg.Api.Blocks.Definitions;

/// <summary>The content that is always there: plain, without placeholders.</summary>
internal sealed record DefaultContent
{
    public required string Html { get; init; }

    /// <summary>Taken from <see cref="Html"/> when null.</summary>
    public string? Text { get; init; }

    public string? Subject { get; init; }

    public JsonElement? Json { get; init; }
}
