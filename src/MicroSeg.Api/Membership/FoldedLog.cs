using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>What the membership log comes to: the members of each segment as of its last row, and since when.</summary>
internal sealed class FoldedLog
{
    private static readonly Folded Unknown = new(0, CustomerSet.Empty, MemberTimes.Empty);

    private readonly Dictionary<string, Folded> _segments = new(StringComparer.Ordinal);

    /// <summary>The last row that was folded in.</summary>
    public long LastId { get; private set; }

    public IReadOnlyDictionary<string, Folded> Segments => _segments;

    /// <summary>A segment; one without members when the log does not name it.</summary>
    public Folded Find(string segment) => _segments.GetValueOrDefault(segment, Unknown);

    public void Add(MembershipLogEntry entry) =>
        Add(entry.Id, new Transition(entry.Segment, entry.SegmentVersion, entry.At, entry.Cause, Read(entry.Entered), Read(entry.Exited)));

    public void Add(long id, Transition transition)
    {
        var known = Find(transition.Segment);
        var members = known.Members.AndNot(transition.Exited).Or(transition.Entered);
        _segments[transition.Segment] = new Folded(transition.Version, members, known.Times.With(transition.Entered, transition.Exited, transition.At));
        LastId = id;
    }

    private static CustomerSet Read(byte[]? roaring) =>
        roaring is null ? CustomerSet.Empty
        : RoaringFormat.TryRead(roaring, out var set, out var error) ? set
        : throw new InvalidDataException($"The membership log is damaged: {error}");
}

/// <summary>A segment as the log tells it.</summary>
/// <param name="Version">The version of its definition.</param>
/// <param name="Members">Its members.</param>
/// <param name="Times">Since when.</param>
internal sealed record Folded(long Version, CustomerSet Members, MemberTimes Times);
