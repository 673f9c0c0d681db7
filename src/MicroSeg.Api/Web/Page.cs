using System.Buffers.Text;
using System.Text;

namespace MicroSeg.Api.Web;

/// <summary>A page of a list, with the cursor of the next one.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">The cursor to pass as <c>cursor</c> for the next page; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Opaque cursors: where the next page starts, wrapped so that nobody takes it apart.</summary>
internal static class Cursor
{
    /// <summary>Items on a page unless the caller says otherwise.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The most items on a page.</summary>
    public const int MaxLimit = 1_000;

    public static string Encode(string position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    /// <exception cref="ApiException">400: it is not one of our cursors.</exception>
    public static string? Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            throw Bad();
        }
    }

    /// <exception cref="ApiException">400: it is not one of our cursors.</exception>
    public static long? DecodeNumber(string? cursor) =>
        Decode(cursor) is not { } text ? null : long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw Bad();

    /// <exception cref="ApiException">400: out of range.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => limit.Value,
        _ => throw ApiException.Invalid("request.limit_out_of_range", "The limit is out of range.", new Finding("limit", "request.limit_out_of_range", $"found {limit}, expected 1 to {MaxLimit}")),
    };

    /// <summary>400: it is not one of our cursors.</summary>
    public static ApiException Bad() => ApiException.Invalid("request.bad_cursor", "The cursor is not one that this service gave.", new Finding("cursor", "request.bad_cursor", "pass the value of 'next' as it was given"));
}
