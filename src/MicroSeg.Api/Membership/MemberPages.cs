using System.Globalization;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>Pages of members, each from an ordinal on, so that every lasting member is met exactly once while others come and go.</summary>
internal static class MemberPages
{
    /// <summary>Takes a page.</summary>
    /// <param name="members">All.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="read">A member as it is answered; null for those who are left out.</param>
    /// <exception cref="ApiException">400: the cursor is not one of ours.</exception>
    public static (List<T> Items, string? Next) Page<T>(this CustomerSet members, string? cursor, int limit, Func<int, T?> read)
        where T : class
    {
        var from = (int)Math.Min(Cursor.DecodeNumber(cursor) ?? 0, int.MaxValue);
        var items = new List<T>(limit);
        foreach (var ordinal in members.From(from))
        {
            if (items.Count == limit)
                return (items, Cursor.Encode(ordinal.ToString(CultureInfo.InvariantCulture)));
            if (read(ordinal) is { } item)
                items.Add(item);
        }

        return (items, null);
    }
}
