using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>The members of one segment at one moment. Immutable.</summary>
/// <param name="Key">The segment.</param>
/// <param name="Version">The version of its definition.</param>
/// <param name="Members">Who they are.</param>
/// <param name="Times">Since when.</param>
internal sealed record SegmentMembers(string Key, long Version, CustomerSet Members, MemberTimes Times);
