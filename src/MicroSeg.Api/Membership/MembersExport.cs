using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Web;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership;

/// <summary>Writes all members of a segment as they are read, whatever their number, as one line of JSON or CSV each.</summary>
internal sealed class MembersExport(IOptions<JsonOptions> json)
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";

    private const int FlushBytes = 64 * 1024;

    public Task WriteNdjsonAsync(IEnumerable<Member> members, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = Ndjson;
        return WriteAsync(members, response, (member, output) =>
        {
            using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = json.Value.SerializerOptions.Encoder });
            JsonSerializer.Serialize(writer, member, json.Value.SerializerOptions);
            writer.Flush();
            output.Write("\n"u8);
        }, cancellationToken);
    }

    public static Task WriteCsvAsync(IEnumerable<Member> members, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = Csv + "; charset=utf-8; header=present";
        response.BodyWriter.Write("customer,since,context\r\n"u8);
        return WriteAsync(members, response, static (member, output) =>
        {
            Encoding.UTF8.GetBytes(CsvText.Cell(member.Customer), output);
            output.Write(","u8);
            Encoding.UTF8.GetBytes(member.Since?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "", output);
            output.Write(","u8);
            Encoding.UTF8.GetBytes(member.Context is { } context ? CsvText.Cell(context.GetRawText()) : "", output);
            output.Write("\r\n"u8);
        }, cancellationToken);
    }

    private static async Task WriteAsync(IEnumerable<Member> members, HttpResponse response, Action<Member, PipeWriter> write, CancellationToken cancellationToken)
    {
        var output = response.BodyWriter;
        foreach (var member in members)
        {
            write(member, output);
            if (output.UnflushedBytes >= FlushBytes)
                await output.FlushAsync(cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }
}
