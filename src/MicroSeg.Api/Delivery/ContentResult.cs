using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Rendering;

namespace MicroSeg.Api.Delivery;

/// <summary>Writes content with the headers that say where it stands.</summary>
/// <param name="answer">The content.</param>
/// <param name="format">As what it was asked for.</param>
/// <param name="customer">The customer, as the caller named them.</param>
/// <param name="took">How long it took.</param>
/// <param name="maxAge">How long the client may keep it; zero for not at all.</param>
internal sealed class ContentResult(ContentAnswer answer, ContentFormat format, string? customer, TimeSpan took, TimeSpan maxAge) : IResult
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        WriteHeaders(response.Headers);
        var body = format switch
        {
            ContentFormat.Html => answer.Html,
            ContentFormat.Text => answer.Text,
            _ => Json(),
        };
        response.ContentType = ContentFormats.TypeOf(format);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private void WriteHeaders(IHeaderDictionary headers)
    {
        headers["X-MicroSeg-Block"] = answer.Block.Key;
        headers["X-MicroSeg-Version"] = answer.Block.Version.ToString(CultureInfo.InvariantCulture);
        headers["X-MicroSeg-Source"] = SourceNames.Of(answer.Source);
        headers["X-MicroSeg-As-Of"] = InstantText(answer.AsOf);
        if (answer.Reason is not null)
            headers["X-MicroSeg-Reason"] = answer.Reason;
        if (answer.Variant is not null)
            headers["X-MicroSeg-Variant"] = answer.Variant;
        headers.CacheControl = maxAge > TimeSpan.Zero ? "private, max-age=" + ((long)maxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "no-store";
        headers["Server-Timing"] = $"{SourceNames.Of(answer.Source)};dur={took.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture)}";
        headers.XContentTypeOptions = "nosniff";
    }

    private ReadOnlyMemory<byte> Json()
    {
        var (html, text) = (answer.Html, answer.Text);
        var output = new ArrayBufferWriter<byte>(html.Length + text.Length + answer.Json.Length + 512);
        using var writer = new Utf8JsonWriter(output, JsonOptions);
        writer.WriteStartObject();
        writer.WriteString("block", answer.Block.Key);
        writer.WriteString("customer", customer);
        writer.WriteString("source", SourceNames.Of(answer.Source));
        writer.WriteString("reason", answer.Reason);
        writer.WriteString("variant", answer.Variant);
        writer.WriteNumber("version", answer.Block.Version);
        writer.WriteString("asOf", InstantText(answer.AsOf));
        if (answer.Subject is { } subject)
            writer.WriteString("subject", subject.Span);
        writer.WriteString("html", html.Span);
        writer.WriteString("text", text.Span);
        writer.WritePropertyName("data");
        writer.WriteRawValue(answer.Json.Span, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static string InstantText(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
