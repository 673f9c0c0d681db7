using System.Globalization;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>
/// A place in an export. Customers come in the order of their ordinals, which never change, and a limit goes on to let in whom it let in at the
/// beginning; so whoever is a member throughout is met exactly once, whatever happens between two parts.
/// </summary>
/// <param name="From">The first ordinal that is not exported yet.</param>
/// <param name="Request">A hash of the request that the export answers.</param>
/// <param name="Versions">A hash of the versions of the segments' definitions.</param>
/// <param name="Bound">The last customer whom the limit lets in; null without a limit.</param>
internal sealed record ExportCursor(int From, ulong Request, ulong Versions, SampleBound? Bound)
{
    public string Encode() => Cursor.Encode(string.Create(
        CultureInfo.InvariantCulture, $"{From}.{Request:x}.{Versions:x}{(Bound is { } bound ? $".{bound.Hash:x}.{bound.Ordinal:x}" : "")}"));

    /// <exception cref="ApiException">400: it is not one of our cursors.</exception>
    public static ExportCursor? Decode(string? cursor)
    {
        if (Cursor.Decode(cursor) is not { } text)
            return null;
        var parts = text.Split('.');
        if (parts.Length is not (3 or 5)
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !TryHex(parts[1], out var request)
            || !TryHex(parts[2], out var versions))
            throw Cursor.Bad();
        if (parts.Length == 3)
            return new ExportCursor(from, request, versions, null);
        return TryHex(parts[3], out var hash) && TryHex(parts[4], out var ordinal) && ordinal <= int.MaxValue
            ? new ExportCursor(from, request, versions, new SampleBound(hash, (int)ordinal))
            : throw Cursor.Bad();
    }

    private static bool TryHex(string text, out ulong value) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
