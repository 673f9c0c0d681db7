using System.Text.Unicode;
using CsvHelper;

namespace MicroSeg.Api.Intake.Records;

/// <summary>Splits a record of CSV (RFC 4180) into its cells.</summary>
internal static class CsvCells
{
    private static readonly CsvReaderOptions Options = new()
    {
        Mode = CsvMode.Rfc4180,
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        BufferSize = 512,
    };

    /// <returns>The cells, or null with what is wrong in <paramref name="errors"/>.</returns>
    public static string[]? Split(ReadOnlyMemory<byte> record, RecordErrors errors)
    {
        if (!Utf8.IsValid(record.Span))
        {
            errors.Add("", "record.malformed_csv", "the bytes are not UTF-8");
            return null;
        }

        try
        {
            using var reader = CsvReader.Create(record, Options);
            if (!reader.Read())
                return [];
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i);
            return cells;
        }
        catch (CsvFormatException)
        {
            errors.Add("", "record.malformed_csv", "a quote stands where none may: quote the whole cell and double the quotes in it");
            return null;
        }
    }
}
