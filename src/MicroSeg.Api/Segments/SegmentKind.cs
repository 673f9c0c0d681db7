namespace MicroSeg.Api.Segments;

/// <summary>What decides who belongs to a segment. Stored: never renumber.</summary>
internal enum SegmentKind : byte
{
    /// <summary>Its rule.</summary>
    Rule = 0,

    /// <summary>The list of customers' ids that was uploaded for it.</summary>
    List = 1,
}
