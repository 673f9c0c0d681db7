namespace MicroSeg.Api.Segments;

/// <summary>Which segments a list shows. What is archived is shown only when it is asked for by its status.</summary>
/// <param name="Tag">Filed under it.</param>
/// <param name="Status">In this status.</param>
/// <param name="Owner">This one answers for it.</param>
/// <param name="Q">Its key or one of its texts contains it, in whatever case.</param>
internal readonly record struct SegmentFilter(string? Tag, SegmentStatus? Status, string? Owner, string? Q)
{
    public bool Admits(LiveSegment segment)
    {
        if (Status is { } status ? segment.Status != status : segment.Status == SegmentStatus.Archived)
            return false;
        return (Tag is null || segment.Tags.Contains(Tag))
            && (Owner is null || string.Equals(segment.Owner, Owner, StringComparison.OrdinalIgnoreCase))
            && (string.IsNullOrEmpty(Q) || Contains(segment, Q));
    }

    private static bool Contains(LiveSegment segment, string words)
    {
        string?[] texts = [segment.Key, segment.Name, segment.Description, segment.Owner, segment.Persona, segment.Hypothesis, .. segment.Tags];
        return texts.Any(t => t?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);
    }
}
