using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicroSeg.Templates.Tests.Generated;

/// <summary>A template with its partials and data, as the oracle takes it.</summary>
internal sealed record GeneratedCase(
    [property: JsonPropertyName("template")] string Template,
    [property: JsonPropertyName("data")] JsonElement Data,
    [property: JsonPropertyName("partials")] IReadOnlyDictionary<string, string> Partials);

/// <summary>What an engine made of a case: its output, or an error.</summary>
internal sealed record Outcome(
    [property: JsonPropertyName("output")] string? Output,
    [property: JsonPropertyName("error")] string? Error)
{
    public bool Agrees(Outcome other) => Output == other.Output;

    public override string ToString() => Output is null ? $"error: {Error}" : $"\"{Output}\"";
}
