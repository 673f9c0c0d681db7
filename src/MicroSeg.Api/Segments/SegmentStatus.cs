namespace MicroSeg.Api.Segments;

/// <summary>Where a segment is in its life. Stored: never renumber.</summary>
internal enum SegmentStatus : byte
{
    /// <summary>It is evaluated, served, and may be named by rules and blocks.</summary>
    Active = 0,

    /// <summary>It is saved and checked, but neither evaluated nor served; only other drafts may name it.</summary>
    Draft = 1,

    /// <summary>It is served with the members that it had when it was paused: nobody enters, and nobody leaves but by erasure.</summary>
    Paused = 2,

    /// <summary>It is out of service and kept with its history; nothing may name it.</summary>
    Archived = 3,
}

/// <summary>What a status comes to.</summary>
internal static class SegmentStatuses
{
    /// <summary>Whether the segment has members that are served.</summary>
    public static bool IsInService(this SegmentStatus status) => status is SegmentStatus.Active or SegmentStatus.Paused;

    /// <summary>Whether a segment in this status may name one that is in <paramref name="named"/>.</summary>
    public static bool MayName(this SegmentStatus status, SegmentStatus named) => status switch
    {
        SegmentStatus.Archived => true,
        SegmentStatus.Draft => named != SegmentStatus.Archived,
        _ => named.IsInService(),
    };

    /// <summary>Refuses what would take a segment out of service without saying so, and what would freeze members that there are not.</summary>
    /// <param name="key">The segment.</param>
    /// <param name="from">What it is; null for a new one.</param>
    /// <param name="to">What it shall be.</param>
    /// <exception cref="Web.ApiException">409: it cannot go from the one to the other.</exception>
    public static void ThrowIfUnreachable(string key, SegmentStatus? from, SegmentStatus to)
    {
        if (from == to)
            return;
        if (to == SegmentStatus.Draft && from is { } served && served.IsInService())
            throw SegmentErrors.InService(key, served);
        if (to == SegmentStatus.Paused && from != SegmentStatus.Active)
            throw SegmentErrors.NotActive(key, from);
        if (to == SegmentStatus.Archived && from is null)
            throw SegmentErrors.NotActive(key, from);
    }
}
