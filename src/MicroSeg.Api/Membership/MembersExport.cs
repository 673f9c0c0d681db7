using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Web;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace MicroSeg.Api.Membership;

/// <summary>Writes all members of a segment as they are read, whatever their number, as one line of JSON or CSV each.</summary>
internal sealed class MembersExport(IOptions<JsonOptions> json)
{
    public Task WriteNdjsonAsync(IEnumerable<Member> members, HttpResponse response, CancellationToken cancellationToken) =>
        LineExport.WriteAsync(members.ToAsyncEnumerable(), response, LineExport.Ndjson, null, (member, output) =>
        {
            using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = json.Value.SerializerOptions.Encoder });
            JsonSerializer.Serialize(writer, member, json.Value.SerializerOptions);
            writer.Flush();
            output.Write("\n"u8);
        }, cancellationToken);

    public static Task WriteCsvAsync(IEnumerable<Member> members, HttpResponse response, CancellationToken cancellationToken) =>
        LineExport.WriteAsync(members.ToAsyncEnumerable(), response, LineExport.CsvType, "customer,since,context\r\n", static (member, output) =>
        {
            output.Put(CsvText.Cell(member.Customer));
            output.Write(","u8);
            output.Put(member.Since?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "");
            output.Write(","u8);
            output.Put(member.Context is { } context ? CsvText.Cell(context.GetRawText()) : "");
            output.Write("\r\n"u8);
        }, cancellationToken);
}
