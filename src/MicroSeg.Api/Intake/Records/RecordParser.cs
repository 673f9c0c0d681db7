using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MicroSeg.Api.Intake.Records;

/// <summary>Turns one kind of record into rows. It serves one body, one record after the other.</summary>
internal abstract class RecordParser<TRow>
{
    private const int MaxDepth = 16;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Parses a record of JSON.</summary>
    /// <returns>The row, or default with what is wrong in <paramref name="errors"/>.</returns>
    public TRow? Parse(ReadOnlySpan<byte> json, RecordErrors errors)
    {
        if (!Utf8.IsValid(json))
        {
            errors.Add("", "record.malformed_json", "the bytes are not UTF-8");
            return default;
        }

        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            var row = reader.TokenType switch
            {
                JsonTokenType.StartObject => Read(ref reader, errors),
                JsonTokenType.String => Parse(reader.GetString()!, errors),
                _ => Refuse(ref reader, errors),
            };
            // Whatever follows the record would be lost; reading on refuses it.
            reader.Read();
            return row;
        }
        catch (InvalidOperationException)
        {
            errors.Add("", "record.bad_string", "a string has half of a surrogate pair");
            return default;
        }
    }

    /// <summary>Parses a line of plain text; spaces at its ends do not count.</summary>
    /// <returns>The row, or default with what is wrong in <paramref name="errors"/>.</returns>
    public TRow? ParseLine(ReadOnlySpan<byte> line, RecordErrors errors)
    {
        line = line.Trim(" \t\r"u8);
        if (Utf8.IsValid(line))
            return Parse(Encoding.UTF8.GetString(line), errors);
        errors.Add("", "record.malformed_text", "the bytes are not UTF-8");
        return default;
    }

    /// <summary>Takes the header row of CSV.</summary>
    public virtual void BindHeader(string[] cells, RecordErrors errors) => throw new NotSupportedException();

    /// <summary>Parses a row of CSV under the header.</summary>
    /// <returns>The row, or default with what is wrong in <paramref name="errors"/>.</returns>
    public virtual TRow? Parse(string[] cells, RecordErrors errors) => throw new NotSupportedException();

    /// <summary>What a record may be, for messages.</summary>
    protected virtual string Expected => "expected an object";

    /// <summary>Takes a record that is a string.</summary>
    /// <returns>The row, or default with what is wrong in <paramref name="errors"/>.</returns>
    protected virtual TRow? Parse(string text, RecordErrors errors)
    {
        errors.Add("", "record.wrong_type", Expected);
        return default;
    }

    /// <summary>Reads the object that the reader stands at, to its end.</summary>
    protected abstract TRow? Read(ref Utf8JsonReader reader, RecordErrors errors);

    private TRow? Refuse(ref Utf8JsonReader reader, RecordErrors errors)
    {
        reader.Skip();
        errors.Add("", "record.wrong_type", Expected);
        return default;
    }
}
