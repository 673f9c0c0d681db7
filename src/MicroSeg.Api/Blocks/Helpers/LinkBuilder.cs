using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>Makes links for mails: only such as a mail may have, encoded, with parameters added.</summary>
internal static class LinkBuilder
{
    private static readonly SearchValues<char> UrlCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&()*+,;=%");

    /// <summary>Adds parameters to a link; those that it has already stay as they are.</summary>
    /// <returns>False when it is no link that a mail may have: another scheme than http and https.</returns>
    public static bool TryBuild(string link, IEnumerable<(string Name, string? Value)> parameters, [NotNullWhen(true)] out string? built)
    {
        built = null;
        link = link.Trim();
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return false;
        var hash = link.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (link, "") : (link[..hash], link[hash..]);
        var text = new StringBuilder(Encode(address));
        var separator = !address.Contains('?', StringComparison.Ordinal) ? "?" : address[^1] is '?' or '&' ? "" : "&";
        foreach (var (name, value) in parameters)
        {
            if (string.IsNullOrEmpty(value) || Has(address, name))
                continue;
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = "&";
        }

        built = text.Append(Encode(fragment)).ToString();
        return true;
    }

    private static bool Has(string address, string name) =>
        address.Contains("?" + name + "=", StringComparison.OrdinalIgnoreCase) || address.Contains("&" + name + "=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Percent-encodes what may not stand in a URL, and leaves what is encoded already.</summary>
    private static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(UrlCharacters))
            return text;
        var encoded = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && UrlCharacters.Contains((char)rune.Value))
                encoded.Append((char)rune.Value);
            else
                encoded.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return encoded.ToString();
    }
}
