using System.Buffers;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Webhooks;

/// <summary>What a webhook's key may look like.</summary>
internal static class WebhookKey
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <exception cref="ApiException">400: it is not a key.</exception>
    public static void ThrowIfInvalid(string key)
    {
        if (key.Length is 0 or > SegmentKey.MaxLength || key.AsSpan().ContainsAnyExcept(Allowed))
            throw WebhookErrors.InvalidKey(key);
    }
}
