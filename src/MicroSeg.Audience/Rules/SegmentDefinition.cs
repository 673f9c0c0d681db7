namespace MicroSeg.Audience.Rules;

/// <summary>A segment as the engine sees it.</summary>
/// <param name="Key">Its key, by which other rules name it.</param>
/// <param name="Rule">Who belongs to it.</param>
public sealed record SegmentDefinition(string Key, SegmentRule Rule);
