using System.Net;

namespace MicroSeg.Api.Webhooks.Sending;

/// <summary>What can be said of a webhook's URL without asking anyone; the address that its host has is judged at each connection.</summary>
internal static class WebhookUrl
{
    /// <summary>What is wrong with a URL; null when nothing is.</summary>
    public static string? FindFault(string? url, bool allowLoopback)
    {
        if (string.IsNullOrEmpty(url))
            return "\"url\" is required";
        if (url.Length > WebhookRequest.MaxUrlLength)
            return $"found {url.Length} characters, expected at most {WebhookRequest.MaxUrlLength}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return "expected an absolute URL such as https://example.com/hook";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "expected a URL without user, password and fragment";
        var isLoopback = IsLoopback(uri);
        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && isLoopback && allowLoopback))
            return "expected https";
        return isLoopback ? (allowLoopback ? null : NotPublic) : IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !PublicAddresses.Contain(address) ? NotPublic : null;
    }

    /// <summary>What is said of a host that is not on the public internet.</summary>
    public const string NotPublic = "the host has no public address";

    private static bool IsLoopback(Uri uri) =>
        uri.IsLoopback || uri.IdnHost.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || uri.IdnHost.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
