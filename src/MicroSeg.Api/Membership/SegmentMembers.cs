using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>The members of one segment at one moment. Immutable.</summary>
/// <param name="Key">The segment.</param>
/// <param name="Version">The version of its definition.</param>
/// <param name="Members">Who they are.</param>
/// <param name="Times">Since when.</param>
/// <param name="Exits">When others last left; null unless a rule asks for it.</param>
internal sealed record SegmentMembers(string Key, long Version, CustomerSet Members, MemberTimes Times, MemberTimes? Exits = null) : ISegmentPast
{
    /// <summary>The segment after some entered and some left.</summary>
    public SegmentMembers With(CustomerSet members, CustomerSet entered, CustomerSet exited, DateTimeOffset at) =>
        this with { Members = members, Times = Times.With(entered, exited, at), Exits = Exits?.With(exited, entered, at) };

    public bool TryGetSince(int ordinal, out long seconds) => TryGet(Members.Contains(ordinal) ? Times : null, ordinal, out seconds);

    public bool TryGetLeft(int ordinal, out long seconds) => TryGet(Members.Contains(ordinal) ? null : Exits, ordinal, out seconds);

    private static bool TryGet(MemberTimes? times, int ordinal, out long seconds)
    {
        var at = times?.Find(ordinal);
        seconds = at?.ToUnixTimeSeconds() ?? 0;
        return at is not null;
    }
}
