using System.Text.Json;

namespace MicroSeg.Audience.Rules;

/// <summary>A segment as the engine sees it.</summary>
/// <param name="Key">Its key, by which other rules name it.</param>
/// <param name="Rule">Who belongs to it.</param>
public sealed record SegmentDefinition(string Key, SegmentRule Rule)
{
    /// <summary>The JSON that the rule was read from, of which explanations quote what they are asked for; they do without when it is not given.</summary>
    public JsonElement Json { get; init; }
}
