using System.Collections.Immutable;
using MicroSeg.Api.Membership.ByCustomer;
using MicroSeg.Api.Segments;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Membership;

/// <summary>Who belongs to which segment at one moment: all that membership is answered from. Immutable; replaced as a whole.</summary>
/// <param name="Plan">The rules; its order of segments is that of <paramref name="Segments"/>.</param>
/// <param name="Segments">The members of each segment.</param>
/// <param name="Sources">The definitions that the plan was compiled from, by segment.</param>
/// <param name="AsOf">The instant of the answers.</param>
internal sealed record MembershipState(
    RulePlan Plan,
    ImmutableArray<SegmentMembers> Segments,
    ImmutableArray<LiveSegment> Sources,
    DateTimeOffset AsOf)
{
    public static MembershipState Nothing { get; } = new(RulePlan.Compile(AudienceSchema.Empty, []), [], [], DateTimeOffset.MinValue);

    /// <summary>The instants, in seconds since 1970, at which rules ask who belonged to which segments.</summary>
    public ImmutableArray<(string Segment, long Seconds)> Instants { get; } = [.. Sources.SelectMany(s => s.Rule!.References.Instants).Distinct()];

    /// <summary>The segments by customer, as far as they are those of this state; null where nobody keeps them.</summary>
    public SegmentRows? Rows { get; init; }

    /// <summary>The segments that a customer belongs to, in the order of their keys.</summary>
    public IEnumerable<SegmentMembers> SegmentsOf(int ordinal)
    {
        var found = new List<int>();
        return Rows?.TryRead(this, ordinal, found) == true
            ? found.ConvertAll(index => Segments[index])
            : Segments.Where(s => s.Members.Contains(ordinal));
    }

    /// <summary>The members of a segment; null when it is unknown or has not been evaluated.</summary>
    public SegmentMembers? Find(string segmentKey) => Plan.IndexOf(segmentKey) is var index and >= 0 ? Segments[index] : null;

    /// <summary>The definition that a segment was evaluated by; null when it is unknown or has not been evaluated.</summary>
    public LiveSegment? Source(string segmentKey) => Plan.IndexOf(segmentKey) is var index and >= 0 ? Sources[index] : null;

    /// <summary>The key that a segment has in this state: its own, or the one that it had before it was renamed; null when it is not in it.</summary>
    public string? KeyOf(LiveSegment segment) => Plan.IndexOf(segment.Key) >= 0 ? segment.Key : segment.FormerKeys.FirstOrDefault(former => Plan.IndexOf(former) >= 0);
}
