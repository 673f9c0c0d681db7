using System.Collections.Concurrent;

namespace MicroSeg.Api.Blocks.Definitions;

/// <summary>One instant, as the calendar of a customer's time zone sees it.</summary>
internal readonly record struct LocalClock
{
    /// <summary>The attribute that names a customer's time zone.</summary>
    public const string ZoneAttribute = "timeZone";

    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new(StringComparer.Ordinal);

    public LocalClock(DateTimeOffset now, TimeZoneInfo zone)
    {
        Now = now;
        Zone = zone;
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
    }

    public DateTimeOffset Now { get; }

    public TimeZoneInfo Zone { get; }

    public DateOnly Today { get; }

    /// <summary>A zone by its IANA name; UTC for a name that is none.</summary>
    public static TimeZoneInfo ZoneOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return TimeZoneInfo.Utc;
        if (Zones.TryGetValue(name, out var known))
            return known;
        // Only names that are zones are remembered: what customers have is not bounded, zones are.
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? Zones.GetOrAdd(name, zone) : TimeZoneInfo.Utc;
    }

    /// <summary>The first instant of a date.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        // Where the clocks skip midnight, the day begins when they have moved.
        while (Zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
