using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership.Past;

/// <summary>The members of a segment at an instant of the past or the present.</summary>
/// <param name="At">The instant.</param>
/// <param name="Members">Who they were.</param>
/// <param name="Since">Since when a member was one, as of then.</param>
internal sealed record PastMembers(DateTimeOffset At, CustomerSet Members, Func<int, DateTimeOffset?> Since);
