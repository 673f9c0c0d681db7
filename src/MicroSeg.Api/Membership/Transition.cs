using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>Customers who entered and left one segment at one moment for one reason.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Version">The version of its definition.</param>
/// <param name="At">When, to the second.</param>
/// <param name="Cause">Why.</param>
/// <param name="Entered">Who is a member now and was none.</param>
/// <param name="Exited">Who was a member and is none now.</param>
internal sealed record Transition(string Segment, long Version, DateTimeOffset At, MembershipCause Cause, CustomerSet Entered, CustomerSet Exited)
{
    /// <summary>An instant as it is kept: to the second.</summary>
    public static DateTimeOffset Moment(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    /// <summary>Whether another transition can be told in one row with this one, which it follows, without losing an entry or an exit.</summary>
    public bool Absorbs(Transition next) =>
        Segment == next.Segment && Version == next.Version && At == next.At && Cause == next.Cause && Entered.AndCount(next.Exited) == 0 && Exited.AndCount(next.Entered) == 0;

    public Transition With(Transition next) => this with { Entered = Entered.Or(next.Entered), Exited = Exited.Or(next.Exited) };
}
