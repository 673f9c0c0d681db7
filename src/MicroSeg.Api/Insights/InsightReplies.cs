namespace MicroSeg.Api.Insights;

/// <summary>What segments have in common, exactly.</summary>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="Segments">The segments that were compared.</param>
/// <param name="Pairs">Each two that have customers in common, the most alike first; those that are not listed have none.</param>
internal sealed record OverlapReply(DateTimeOffset AsOf, IReadOnlyList<SegmentSize> Segments, IReadOnlyList<OverlapPair> Pairs);

/// <summary>A segment and its size.</summary>
internal sealed record SegmentSize(string Key, int Size);

/// <summary>What two segments have in common.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="Common">The customers who are in both.</param>
/// <param name="Jaccard">Those over the customers who are in either: 1 when the segments are the same.</param>
/// <param name="ShareOfA">Those over the customers of <paramref name="A"/>.</param>
/// <param name="ShareOfB">Those over the customers of <paramref name="B"/>.</param>
internal sealed record OverlapPair(string A, string B, int Common, double Jaccard, double ShareOfA, double ShareOfB)
{
    public static OverlapPair Of(string a, int sizeOfA, string b, int sizeOfB, int common) =>
        new(a, b, common, (double)common / (sizeOfA + sizeOfB - common), (double)common / sizeOfA, (double)common / sizeOfB);
}

/// <summary>What is worth a look.</summary>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="NearDuplicates">Segments with nearly the same members, the most alike first.</param>
/// <param name="Empty">Segments without members.</param>
/// <param name="Still">Segments that nobody has entered or left for long, and whose definition is as old, the longest first.</param>
/// <param name="SilentEvents">Types of events that segments watch and that have stopped coming.</param>
/// <param name="Conflicts">Customers whom two variants of one block are meant for, by block and pair of variants.</param>
internal sealed record InsightsReply(
    DateTimeOffset AsOf,
    IReadOnlyList<NearDuplicate> NearDuplicates,
    IReadOnlyList<DescribedSegment> Empty,
    IReadOnlyList<StillSegment> Still,
    IReadOnlyList<SilentEvent> SilentEvents,
    IReadOnlyList<VariantConflict> Conflicts);

/// <summary>Two segments with nearly the same members.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="Common">The customers who are in both.</param>
/// <param name="Jaccard">Those over the customers who are in either.</param>
internal sealed record NearDuplicate(DescribedSegment A, DescribedSegment B, int Common, double Jaccard);

/// <summary>A segment with its rule as a sentence.</summary>
internal sealed record DescribedSegment(string Key, string? Describe);

/// <summary>A segment that stands still.</summary>
/// <param name="Key">The segment.</param>
/// <param name="Size">Its members.</param>
/// <param name="Since">When somebody last entered or left it, to a quarter of an hour where that is long ago, or when its definition was saved.</param>
internal sealed record StillSegment(string Key, int Size, DateTimeOffset Since);

/// <summary>A type of events that has stopped coming.</summary>
/// <param name="Event">The type.</param>
/// <param name="LastAt">When the last one happened; absent when there has never been one.</param>
/// <param name="UsualGapHours">The longest time without one in the 90 days before that; absent when there were too few to tell.</param>
/// <param name="Segments">The segments whose rules ask for it.</param>
internal sealed record SilentEvent(string Event, DateTimeOffset? LastAt, int? UsualGapHours, IReadOnlyList<string> Segments);

/// <summary>
/// Customers who are given one variant of a block because it comes first, though they are also in the segment of a later one. Schedules and missing offers,
/// by which variants are passed over at times, are left aside.
/// </summary>
/// <param name="Block">The block.</param>
/// <param name="Given">The variant that they are given.</param>
/// <param name="GivenSegment">Its segment; absent when it is for everyone.</param>
/// <param name="Other">The variant that they are not given.</param>
/// <param name="OtherSegment">Its segment.</param>
/// <param name="Customers">How many.</param>
internal sealed record VariantConflict(string Block, string Given, string? GivenSegment, string Other, string OtherSegment, int Customers);
