using System.IO.Pipelines;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace MicroSeg.Api.Web;

/// <summary>Replies of any length, a line an item, that are written as they are read.</summary>
internal static class LineExport
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Text = "text/plain";

    /// <summary>The content type of CSV with a header row.</summary>
    public const string CsvType = Csv + "; charset=utf-8; header=present";

    /// <summary>The content type of plain text.</summary>
    public const string TextType = Text + "; charset=utf-8";

    private const int FlushBytes = 64 * 1024;


    /// <summary>The type that a request likes best of those that there are; <see cref="Json"/> when it says nothing, or nothing that there is.</summary>
    public static string Wanted(HttpRequest request, params ReadOnlySpan<string> others)
    {
        foreach (var accepted in request.GetTypedHeaders().Accept.OrderByDescending(a => a, MediaTypeHeaderValueComparer.QualityComparer))
        {
            var type = accepted.MediaType.Value;
            if (type is Json or "*/*")
                return Json;
            if (type is not null && others.Contains(type))
                return type;
        }

        return Json;
    }

    /// <summary>Writes the items one after the other.</summary>
    public static async Task WriteAsync<T>(IAsyncEnumerable<T> items, HttpResponse response, string contentType, string? header, Action<T, PipeWriter> write, CancellationToken cancellationToken)
    {
        response.ContentType = contentType;
        var output = response.BodyWriter;
        output.Put(header ?? "");
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            write(item, output);
            if (output.UnflushedBytes >= FlushBytes)
                await output.FlushAsync(cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Writes a text as UTF-8.</summary>
    public static void Put(this PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);
}
