using System.Buffers;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Segments;

/// <summary>What a segment's key may look like.</summary>
internal static class SegmentKey
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    // Routes under /v1/segments that are no segment.
    private static readonly string[] Reserved = ["explain", "insights", "movement", "overlap", "preview"];

    /// <exception cref="ApiException">400: it is not a key.</exception>
    public static void ThrowIfInvalid(string key)
    {
        if (key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExcept(Allowed))
            throw SegmentErrors.InvalidKey(key);
        if (Reserved.Contains(key, StringComparer.Ordinal))
            throw SegmentErrors.ReservedKey(key);
    }
}
