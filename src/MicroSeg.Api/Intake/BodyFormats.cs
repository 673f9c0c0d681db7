using System.Buffers;
using System.Text.Json;
using MicroSeg.Api.Web;
using Microsoft.Net.Http.Headers;

namespace MicroSeg.Api.Intake;

/// <summary>Tells how a body holds its records: from the content type where that says it, and else from its first bytes.</summary>
internal static class BodyFormats
{
    private static readonly string[] LineTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines"];

    /// <summary>The format that the content type names; null when the first bytes must tell.</summary>
    /// <exception cref="ApiException">415: the body cannot be read.</exception>
    public static BodyFormat? Declared(string? contentType, bool takesCsv, bool takesText = false)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return null;
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            throw Unsupported($"found the charset {type.Charset}, expected utf-8");
        if (LineTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            return BodyFormat.Lines;
        if (type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            return takesCsv ? BodyFormat.Csv : throw Unsupported("CSV is not taken here");
        if (takesText && type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
            return BodyFormat.Text;
        return type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? throw Unsupported("send the body itself, not a form") : null;
    }

    /// <summary>The format that the first bytes show; nothing is consumed but a byte order mark.</summary>
    /// <exception cref="ApiException">400: it is not JSON, or empty.</exception>
    public static async Task<BodyFormat> DetectAsync(PipeSource source, BodyFormat? declared, int longestLine, CancellationToken cancellationToken, bool takesText = false)
    {
        var least = 4;
        while (true)
        {
            var result = await source.PeekAsync(least, cancellationToken);
            var head = result.Buffer.ToArray().AsSpan();
            if (head.StartsWith("\uFEFF"u8))
            {
                source.Skip(3);
                least = 1;
                continue;
            }

            if (declared is { } known)
                return known;
            if (Detect(head, result.IsCompleted || head.Length > longestLine, takesText) is { } format)
                return format;
            least = head.Length + 1;
        }
    }

    private static BodyFormat? Detect(ReadOnlySpan<byte> head, bool isAll, bool takesText)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return isAll ? throw Errors.Empty() : null;
        if (text[0] == '[')
            return BodyFormat.Array;
        if (takesText && text[0] == '"')
            return BodyFormat.Lines;
        if (text[0] != '{')
            throw Errors.NotJson(text[0]);

        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        var after = end < 0 ? [] : text[end..].TrimStart(" \t\r\n"u8);
        if (after.IsEmpty)
            return isAll ? BodyFormat.Whole : null;
        line = line.TrimEnd(" \t\r"u8);
        if (IsComplete(line))
            return BodyFormat.Lines;
        // A line that ends in the middle of something goes on below; one that does not, and has an object below it, is a broken line.
        return line[^1] is (byte)'{' or (byte)'[' or (byte)',' or (byte)':' || after[0] != '{' ? BodyFormat.Whole : BodyFormat.Lines;
    }

    private static bool IsComplete(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ApiException Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, "request.unsupported_media_type", message);

    private static class Errors
    {
        public static ApiException Empty() => ApiException.Invalid("request.empty_body", "The body is empty: send one JSON object, an array of them, or one a line.");

        public static ApiException NotJson(byte first) => ApiException.Invalid("request.malformed_json", "The body is not JSON.",
            new Finding("$", "request.malformed_json", $"found {(first is > 32 and < 127 ? $"'{(char)first}'" : $"the byte 0x{first:x2}")} at its beginning, expected '{{' or '['", 1, 1));
    }
}
