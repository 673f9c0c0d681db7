using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// What rules ask of segments beyond the rule of each: whom a list names, and who belonged when. The host remembers it; the engine only asks. Any
/// number of threads may ask at once.
/// </summary>
public interface ISegmentFacts
{
    /// <summary>Facts of a host that remembers nothing.</summary>
    static ISegmentFacts None { get; } = new NoSegmentFacts();

    /// <summary>Whom a segment without a rule consists of: an uploaded list, or the members that a paused segment was frozen with.</summary>
    CustomerSet ListOf(string segment);

    /// <summary>Who belonged to a segment at a past instant, in seconds since 1970; no one before it existed.</summary>
    CustomerSet MembersAt(string segment, long seconds);

    /// <summary>Since when members belong, and when others last left, as recorded so far.</summary>
    ISegmentPast PastOf(string segment);
}

/// <summary>The recorded past of one segment's present and former members.</summary>
public interface ISegmentPast
{
    /// <summary>Since when a recorded member has been one without a break, in seconds since 1970; false for who is not recorded as a member.</summary>
    bool TryGetSince(int ordinal, out long seconds);

    /// <summary>When someone who is not recorded as a member last left, in seconds since 1970; false for members and for who never was one.</summary>
    bool TryGetLeft(int ordinal, out long seconds);
}

internal sealed class NoSegmentFacts : ISegmentFacts, ISegmentPast
{
    public CustomerSet ListOf(string segment) => CustomerSet.Empty;

    public CustomerSet MembersAt(string segment, long seconds) => CustomerSet.Empty;

    public ISegmentPast PastOf(string segment) => this;

    public bool TryGetSince(int ordinal, out long seconds)
    {
        seconds = 0;
        return false;
    }

    public bool TryGetLeft(int ordinal, out long seconds)
    {
        seconds = 0;
        return false;
    }
}
