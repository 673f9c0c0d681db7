namespace MicroSeg.Api.Audiences;

/// <summary>How many customers are in a set.</summary>
/// <param name="Count">How many, exactly, after sample and limit.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="Leaves">The sets that it is made of.</param>
internal sealed record AudienceCount(int Count, DateTimeOffset AsOf, IReadOnlyList<LeafCount> Leaves);

/// <summary>How many customers one leaf of a set stands for.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Segment">The segment; absent for other leaves.</param>
/// <param name="Size">How many.</param>
/// <param name="Unknown">How many of the listed ids are nobody's; absent when the leaf is no list.</param>
internal sealed record LeafCount(string Path, string? Segment, int Size, int? Unknown);
