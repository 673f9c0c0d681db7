using System.Text.Json;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Intake.Records;

/// <summary>Reads the members that records share: ids and instants.</summary>
internal static class RecordText
{
    // The index keeps seconds since 1970 in 32 bits.
    private const int FirstYear = 1970;
    private const int LastYear = 2105;

    /// <summary>Reads the id that the reader stands at.</summary>
    public static string? ReadId(ref Utf8JsonReader reader, string path, int longest, RecordErrors errors)
    {
        if (reader.TokenType == JsonTokenType.String)
            return CheckId(reader.GetString()!, path, longest, errors);
        errors.Add(path, "record.wrong_type", $"found {Show(ref reader)}, expected a string");
        return null;
    }

    /// <summary>Checks an id. Spaces at its ends are refused, because databases differ on whether they count.</summary>
    public static string? CheckId(string id, string path, int longest, RecordErrors errors, long? column = null)
    {
        if (id.Length is 0 || id.Length > longest)
            errors.Add(path, "record.bad_id", $"found {id.Length} characters, expected 1 to {longest}", column);
        else if (id.AsSpan().ContainsAnyInRange('\0', '\u001f') || id.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
            errors.Add(path, "record.bad_id", "found a control character", column);
        else if (char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1]))
            errors.Add(path, "record.bad_id", "found a space at its beginning or end", column);
        else
            return id;
        return null;
    }

    /// <summary>Reads the instant that the reader stands at.</summary>
    public static DateTimeOffset? ReadInstant(ref Utf8JsonReader reader, string path, RecordErrors errors)
    {
        var instant = default(DateTimeOffset);
        var isUtc = reader.TokenType == JsonTokenType.String && reader.ValueSpan is [.., (byte)'Z'];
        if (!(isUtc && reader.TryGetDateTimeOffset(out instant)) && !(reader.TokenType == JsonTokenType.String && PropertyValueJson.TryParseInstant(reader.GetString()!, out instant)))
        {
            errors.Add(path, "record.bad_instant", $"found {Show(ref reader)}, expected an instant with an offset, such as \"2026-03-01T10:00:00Z\"");
            return null;
        }

        if (instant.UtcDateTime.Year is >= FirstYear and <= LastYear)
            return instant;
        errors.Add(path, "record.bad_instant", $"found {Show(ref reader)}, expected a year from {FirstYear} to {LastYear}");
        return null;
    }

    /// <summary>The value that the reader stands at, cut to what fits into a message; the reader goes to its end.</summary>
    public static string Show(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Suggestions.Cut(document.RootElement.GetRawText());
    }
}
