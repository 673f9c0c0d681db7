using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using MicroSeg.Audience.Schema;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>One JSON object a line.</summary>
internal sealed class NdjsonFormat(ExportRows rows, IOptions<JsonOptions> json) : IExportFormat
{
    public const string Type = "application/x-ndjson";

    public string MediaType => Type;

    public string ContentType => Type;

    public async Task WriteAsync(AudienceExport export, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = json.Value.SerializerOptions.Encoder });
        await rows.WriteAsync(export, output, row =>
        {
            writer.Reset();
            Write(writer, row, export.Columns);
            writer.Flush();
            output.Write("\n"u8);
        }, cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, ExportRow row, ExportColumns columns)
    {
        writer.WriteStartObject();
        writer.WriteString("customer", row.Customer);
        if (columns.Ordinal)
            writer.WriteNumber("ordinal", row.Ordinal);
        if (row.Since is { } since)
            writer.WriteString("since", PropertyValue.Of(since).ToString());
        if (row.Context is { } context)
        {
            writer.WritePropertyName("context");
            context.WriteTo(writer);
        }

        if (columns.Attributes.Count > 0)
            WriteAttributes(writer, row, columns);
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, ExportRow row, ExportColumns columns)
    {
        writer.WriteStartObject("attributes");
        for (var i = 0; i < columns.Attributes.Count; i++)
        {
            if (row.Attributes[i] is not { } value)
                continue;
            writer.WritePropertyName(columns.Attributes[i].Name);
            PropertyValueJson.Write(writer, value);
        }

        writer.WriteEndObject();
    }
}
