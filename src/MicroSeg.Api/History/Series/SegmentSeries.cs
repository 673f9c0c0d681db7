using MicroSeg.Api.Membership;

namespace MicroSeg.Api.History.Series;

/// <summary>A segment's size over time.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="By">How long the periods are.</param>
/// <param name="Zone">The time zone that they are of.</param>
/// <param name="AsOf">Until when the last one is told.</param>
/// <param name="Items">The periods, the oldest first, those in which nothing happened included.</param>
internal sealed record SegmentSeries(string Segment, PeriodLength By, string Zone, DateTimeOffset AsOf, IReadOnlyList<SegmentPeriod> Items);

/// <summary>What happened in one period.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When the next one begins.</param>
/// <param name="Size">Members at its end, or now.</param>
/// <param name="Entered">Entries.</param>
/// <param name="Exited">Exits.</param>
/// <param name="Causes">Both by cause; only the causes that there were.</param>
internal sealed record SegmentPeriod(DateTimeOffset From, DateTimeOffset To, int Size, int Entered, int Exited, IReadOnlyList<CauseCount> Causes);

/// <summary>How many entered and left for one reason.</summary>
/// <param name="Cause">The reason.</param>
/// <param name="Entered">Entries.</param>
/// <param name="Exited">Exits.</param>
internal sealed record CauseCount(MembershipCause Cause, int Entered, int Exited);
