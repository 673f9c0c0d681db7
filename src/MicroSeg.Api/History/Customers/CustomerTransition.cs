using System.Globalization;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.History.Customers;

/// <summary>What a customer did to a segment.</summary>
internal enum TransitionKind
{
    Entry,

    Exit,
}

/// <summary>A customer's entry into a segment, or exit from it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Kind">Which.</param>
/// <param name="At">When, to the second.</param>
/// <param name="Cause">Why.</param>
/// <param name="Version">The version of the segment's definition.</param>
internal sealed record CustomerTransition(string Segment, TransitionKind Kind, DateTimeOffset At, MembershipCause Cause, long Version);

/// <summary>Which of a customer's transitions are wanted.</summary>
/// <param name="Segment">Those of one segment.</param>
/// <param name="From">Those from an instant on.</param>
/// <param name="To">Those before an instant.</param>
internal sealed record CustomerFilter(string? Segment, DateTimeOffset? From, DateTimeOffset? To)
{
    public bool Lets(string segment, DateTimeOffset at) => (Segment is null || Segment == segment) && (From is null || at >= From) && (To is null || at < To);
}

/// <summary>Where a transition stands: newer ones first, then by segment, then the later ones of the same second. Where it is stored does not matter.</summary>
/// <param name="Seconds">When.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Number">Which of the segment's of that second, from 0.</param>
internal readonly record struct HistoryPosition(long Seconds, string Segment, int Number)
{
    /// <summary>The order in which they are listed.</summary>
    public static Comparer<HistoryPosition> NewestFirst { get; } = Comparer<HistoryPosition>.Create((a, b) =>
        a.Seconds != b.Seconds ? b.Seconds.CompareTo(a.Seconds)
        : string.CompareOrdinal(a.Segment, b.Segment) is not 0 and var order ? order
        : b.Number.CompareTo(a.Number));

    public string Encode() => Cursor.Encode(string.Create(CultureInfo.InvariantCulture, $"{Seconds}:{Number}:{Segment}"));

    /// <exception cref="ApiException">400: it is not one of our cursors.</exception>
    public static HistoryPosition? Decode(string? cursor)
    {
        if (Cursor.Decode(cursor) is not { } text)
            return null;
        return text.Split(':') is [var seconds, var number, var segment]
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new HistoryPosition(at, segment, place)
            : throw Cursor.Bad();
    }
}
