namespace MicroSeg.Api.Membership.Past;

/// <summary>Customers of a page who entered or left at one moment for one reason.</summary>
/// <param name="Seconds">When, in seconds since 1970.</param>
/// <param name="Cause">Why.</param>
/// <param name="Version">The version of the segment's definition.</param>
/// <param name="IsEntry">Whether they entered.</param>
internal readonly record struct HistoryGroup(long Seconds, MembershipCause Cause, long Version, bool IsEntry);

/// <summary>How a page lists the customers of a group.</summary>
internal enum HistoryListing : byte
{
    /// <summary>One customer, in two bytes.</summary>
    One = 0,

    /// <summary>Their number, then the distance of each from the one before.</summary>
    Gaps = 1,

    /// <summary>A bit for each customer of the page.</summary>
    Bits = 2,
}
