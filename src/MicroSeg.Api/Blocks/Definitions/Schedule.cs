using System.Collections.Immutable;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Definitions;

/// <summary>When a variant is open. Dates and months are those of the customer's time zone; both ends are in.</summary>
/// <param name="From">A date or an instant.</param>
/// <param name="To">A date, which is open to its end, or an instant.</param>
/// <param name="Months">The months of every year, 1 to 12; all when empty.</param>
internal sealed record Schedule(PropertyValue? From, PropertyValue? To, ImmutableArray<int> Months)
{
    /// <summary>Whether the answer depends on the customer's time zone.</summary>
    public bool UsesZone => Months.Length > 0 || From?.Type == PropertyType.Date || To?.Type == PropertyType.Date;

    public bool IsOpen(LocalClock clock) => !(From is { } from && clock.Now < StartOf(from, clock))
        && !(To is { } to && clock.Now >= EndOf(to, clock))
        && (Months.Length == 0 || Months.Contains(clock.Today.Month));

    /// <summary>When an open schedule closes by the passing of time; null when it does not.</summary>
    public DateTimeOffset? ClosesAt(LocalClock clock)
    {
        var end = To is { } to ? EndOf(to, clock) : (DateTimeOffset?)null;
        if (Months.Length is 0 or 12)
            return end;
        var nextMonth = clock.StartOf(new DateOnly(clock.Today.Year, clock.Today.Month, 1).AddMonths(1));
        return end < nextMonth ? end : nextMonth;
    }

    private static DateTimeOffset StartOf(PropertyValue value, LocalClock clock) => value.Type == PropertyType.Date ? clock.StartOf(value.Date) : value.DateTime;

    private static DateTimeOffset EndOf(PropertyValue value, LocalClock clock) => value.Type == PropertyType.Date ? clock.StartOf(value.Date.AddDays(1)) : value.DateTime.AddTicks(1);
}
