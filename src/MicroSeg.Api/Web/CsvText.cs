using System.Buffers;

namespace MicroSeg.Api.Web;

/// <summary>Cells of CSV (RFC 4180).</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>A cell, quoted where it must be.</summary>
    public static string Cell(string text) => text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front, and quotes.</summary>
    public static string SafeCell(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? $"\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : Cell(text);
}
