using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>What the membership log comes to: the members of each segment as of its last row, and since when.</summary>
internal sealed class FoldedLog
{
    private readonly Dictionary<string, Folded> _segments;

    public FoldedLog()
        : this([], 0)
    {
    }

    private FoldedLog(Dictionary<string, Folded> segments, long lastId)
    {
        _segments = new(segments, StringComparer.Ordinal);
        LastId = lastId;
    }

    /// <summary>The last row that was folded in.</summary>
    public long LastId { get; private set; }

    public IReadOnlyDictionary<string, Folded> Segments => _segments;

    /// <summary>A segment; one without members when the log does not name it.</summary>
    public Folded Find(string segment) => _segments.GetValueOrDefault(segment, Folded.Unknown);

    /// <summary>Begins with what a checkpoint tells of a segment.</summary>
    public void Start(string segment, Folded folded) => _segments[segment] = folded;

    public void Add(long id, Transition transition)
    {
        Add(transition);
        LastId = id;
    }

    public void Add(Transition transition)
    {
        var known = Find(transition.Segment);
        var members = known.Members.AndNot(transition.Exited).Or(transition.Entered);
        _segments[transition.Segment] = new Folded(transition.Version, members, known.Times.With(transition.Entered, transition.Exited, transition.At));
    }

    /// <summary>Gives what is known of a segment to the key that it has now.</summary>
    public void Rename(string from, string to)
    {
        if (_segments.Remove(from, out var folded))
            _segments[to] = folded;
    }

    /// <summary>Says that the rows up to <paramref name="id"/> need not be read any more: the checkpoints tell them.</summary>
    public void SkipTo(long id) => LastId = Math.Max(LastId, id);

    /// <summary>A log that can be added to without this one's knowledge.</summary>
    public FoldedLog Copy() => new(_segments, LastId);
}

/// <summary>A segment as the log tells it.</summary>
/// <param name="Version">The version of its definition.</param>
/// <param name="Members">Its members.</param>
/// <param name="Times">Since when.</param>
internal sealed record Folded(long Version, CustomerSet Members, MemberTimes Times)
{
    /// <summary>A segment of which nothing is known.</summary>
    public static Folded Unknown { get; } = new(0, CustomerSet.Empty, MemberTimes.Empty);
}
