using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>CSV (RFC 4180) with a header; sets' members are parted by <c>|</c> and a point is <c>lat,lon</c>, as they are read back.</summary>
internal sealed class CsvFormat(ExportRows rows) : IExportFormat
{
    public const string Type = "text/csv";

    public string MediaType => Type;

    public string ContentType => Type + "; charset=utf-8; header=present";

    public Task WriteAsync(AudienceExport export, PipeWriter output, CancellationToken cancellationToken)
    {
        Func<string, string> text = export.Columns.SpreadsheetSafe ? CsvText.SafeCell : CsvText.Cell;
        Write(output, Header(export.Columns).Select(text));
        return rows.WriteAsync(export, output, row => Write(output, Cells(row, export.Columns, text)), cancellationToken);
    }

    private static IEnumerable<string> Header(ExportColumns columns)
    {
        yield return "customer";
        if (columns.Ordinal)
            yield return "ordinal";
        if (columns.Since)
            yield return "since";
        if (columns.Context)
            yield return "context";
        foreach (var attribute in columns.Attributes)
            yield return attribute.Name;
    }

    private static IEnumerable<string> Cells(ExportRow row, ExportColumns columns, Func<string, string> text)
    {
        yield return text(row.Customer);
        if (columns.Ordinal)
            yield return row.Ordinal.ToString(CultureInfo.InvariantCulture);
        if (columns.Since)
            yield return row.Since is { } since ? PropertyValue.Of(since).ToString() : "";
        if (columns.Context)
            yield return row.Context is { } context ? CsvText.Cell(context.GetRawText()) : "";
        foreach (var value in row.Attributes)
            yield return value is { } known ? Cell(known, text) : "";
    }

    // What is no text cannot be a formula: -5 is a number in every spreadsheet.
    private static string Cell(PropertyValue value, Func<string, string> text) => value.Type switch
    {
        PropertyType.String => text(value.Text),
        PropertyType.StringSet => text(string.Join('|', value.Members)),
        PropertyType.Geo => CsvText.Cell(string.Create(CultureInfo.InvariantCulture, $"{value.Point.Latitude},{value.Point.Longitude}")),
        _ => value.ToString(),
    };

    private static void Write(PipeWriter output, IEnumerable<string> cells) => Encoding.UTF8.GetBytes(string.Join(',', cells) + "\r\n", output);
}
