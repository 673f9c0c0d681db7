using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MicroSeg.Api.Blocks;

/// <summary>The text part of a mail for which nobody wrote one.</summary>
internal static partial class PlainText
{
    /// <summary>The same of UTF-8.</summary>
    public static byte[] FromHtml(ReadOnlyMemory<byte> html) => Encoding.UTF8.GetBytes(FromHtml(Encoding.UTF8.GetString(html.Span)));

    /// <summary>What a reader would see of some HTML: no tags, entities resolved, a line for each block.</summary>
    public static string FromHtml(string html)
    {
        var text = Unseen().Replace(html, "");
        text = LineEnds().Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tags().Replace(text, ""));
        text = Spaces().Replace(text, " ");
        return BlankLines().Replace(text, "\n").Trim();
    }

    [GeneratedRegex(@"<(?<tag>style|script|head|title)\b[^>]*>.*?</\k<tag>\s*>|<!--.*?-->", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"<(br|/p|/div|/li|/tr|/h[1-6]|/ul|/ol|/table)\b[^>]*>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineEnds();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[ \t\r\f]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[ ]*\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLines();
}
