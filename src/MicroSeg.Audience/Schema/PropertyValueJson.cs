using System.Globalization;
using System.Text.Json;

namespace MicroSeg.Audience.Schema;

/// <summary>Reads typed values from JSON and from the cells of CSV files, and writes them as JSON.</summary>
public static class PropertyValueJson
{
    private const string InstantFormats = "an instant with an offset, such as \"2026-03-01T10:00:00Z\"";
    private static readonly string[] OffsetFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK"];

    /// <summary>Reads a JSON value as <paramref name="type"/>.</summary>
    /// <param name="json">Anything but null, which means a missing value and is the caller's.</param>
    /// <param name="type">The type that is wanted.</param>
    /// <param name="value">The value, when true is returned.</param>
    /// <param name="error">What was found and what would do, when false is returned.</param>
    public static bool TryRead(JsonElement json, PropertyType type, out PropertyValue value, out string? error)
    {
        value = default;
        error = null;
        switch (type)
        {
            case PropertyType.String when json.ValueKind == JsonValueKind.String:
                value = PropertyValue.Of(json.GetString()!);
                return true;
            case PropertyType.Number when json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number):
                value = PropertyValue.Of(number);
                return true;
            case PropertyType.Decimal when json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var exact) && PropertyValue.TryKeyOf(exact, out var key):
                value = PropertyValue.FromKey(PropertyType.Decimal, key);
                return true;
            case PropertyType.Boolean when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                value = PropertyValue.Of(json.GetBoolean());
                return true;
            case PropertyType.Date or PropertyType.DateTime when json.ValueKind == JsonValueKind.String:
                return TryParse(json.GetString()!, type, out value, out error);
            case PropertyType.StringSet when json.ValueKind == JsonValueKind.Array && json.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String):
                value = PropertyValue.Of(json.EnumerateArray().Select(e => e.GetString()!));
                return true;
            case PropertyType.Geo when TryReadPoint(json, out var point):
                value = PropertyValue.Of(point);
                return true;
            default:
                error = $"found {Show(json)}, expected {Expected(type)}";
                return false;
        }
    }

    /// <summary>Reads the value that a reader stands at as <paramref name="type"/>, without a document for the usual types.</summary>
    /// <param name="reader">At the value, anything but null; afterwards at its end.</param>
    /// <param name="type">The type that is wanted.</param>
    /// <param name="value">The value, when true is returned.</param>
    /// <param name="error">What was found and what would do, when false is returned.</param>
    public static bool TryRead(ref Utf8JsonReader reader, PropertyType type, out PropertyValue value, out string? error)
    {
        error = null;
        switch (type)
        {
            case PropertyType.String when reader.TokenType == JsonTokenType.String:
                value = PropertyValue.Of(reader.GetString()!);
                return true;
            case PropertyType.Number when reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number):
                value = PropertyValue.Of(number);
                return true;
            case PropertyType.Decimal when reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var exact) && PropertyValue.TryKeyOf(exact, out var key):
                value = PropertyValue.FromKey(PropertyType.Decimal, key);
                return true;
            case PropertyType.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                value = PropertyValue.Of(reader.TokenType == JsonTokenType.True);
                return true;
            case PropertyType.Date or PropertyType.DateTime when reader.TokenType == JsonTokenType.String:
                return TryParse(reader.GetString()!, type, out value, out error);
            default:
                using (var document = JsonDocument.ParseValue(ref reader))
                    return TryRead(document.RootElement, type, out value, out error);
        }
    }

    /// <summary>Reads text, such as the cell of a CSV file, as <paramref name="type"/>. A set's members are parted by <c>|</c>, a point is <c>lat,lon</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The type that is wanted.</param>
    /// <param name="value">The value, when true is returned.</param>
    /// <param name="error">What was found and what would do, when false is returned.</param>
    public static bool TryParse(string text, PropertyType type, out PropertyValue value, out string? error)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var culture = CultureInfo.InvariantCulture;
        value = default;
        error = null;
        switch (type)
        {
            case PropertyType.String:
                value = PropertyValue.Of(text);
                return true;
            case PropertyType.Number when double.TryParse(text, Plain, culture, out var number) && double.IsFinite(number):
                value = PropertyValue.Of(number);
                return true;
            case PropertyType.Decimal when decimal.TryParse(text, Plain, culture, out var exact) && PropertyValue.TryKeyOf(exact, out var key):
                value = PropertyValue.FromKey(PropertyType.Decimal, key);
                return true;
            case PropertyType.Boolean when text is "true" or "false":
                value = PropertyValue.Of(text == "true");
                return true;
            case PropertyType.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date):
                value = PropertyValue.Of(date);
                return true;
            case PropertyType.DateTime when TryParseInstant(text, out var instant):
                value = PropertyValue.Of(instant);
                return true;
            case PropertyType.StringSet:
                value = PropertyValue.Of(text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                return true;
            case PropertyType.Geo when text.Split(',') is [var lat, var lon] && double.TryParse(lat, Plain, culture, out var latitude)
                && double.TryParse(lon, Plain, culture, out var longitude) && IsOnEarth(latitude, longitude):
                value = PropertyValue.Of(new GeoPoint(latitude, longitude));
                return true;
            default:
                error = $"found \"{Cut(text)}\", expected {Expected(type)}";
                return false;
        }
    }

    /// <summary>Reads an RFC 3339 instant; one without an offset is refused, because it would mean another instant on another machine.</summary>
    public static bool TryParseInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return (text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 19 && text.AsSpan(19).IndexOfAny('+', '-') >= 0) || (text.Length > 16 && text[^6] is '+' or '-'))
            && DateTimeOffset.TryParseExact(text.Replace('z', 'Z'), OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>Writes a value as JSON, so that reading it again gives an equal one.</summary>
    public static void Write(Utf8JsonWriter writer, PropertyValue value)
    {
        switch (value.Type)
        {
            case PropertyType.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case PropertyType.Decimal:
                writer.WriteNumberValue(value.Decimal);
                break;
            case PropertyType.Boolean:
                writer.WriteBooleanValue(value.Boolean);
                break;
            case PropertyType.StringSet:
                writer.WriteStartArray();
                foreach (var member in value.Members)
                    writer.WriteStringValue(member);
                writer.WriteEndArray();
                break;
            case PropertyType.Geo:
                writer.WriteStartObject();
                writer.WriteNumber("lat", value.Point.Latitude);
                writer.WriteNumber("lon", value.Point.Longitude);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    private static bool TryReadPoint(JsonElement json, out GeoPoint point)
    {
        point = default;
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !json.TryGetProperty("lat", out var lat) || lat.ValueKind != JsonValueKind.Number
            || !json.TryGetProperty("lon", out var lon) || lon.ValueKind != JsonValueKind.Number
            || !IsOnEarth(lat.GetDouble(), lon.GetDouble()))
            return false;
        point = new GeoPoint(lat.GetDouble(), lon.GetDouble());
        return true;
    }

    private static bool IsOnEarth(double latitude, double longitude) => Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180;

    private static string Expected(PropertyType type) => type switch
    {
        PropertyType.String => "a string",
        PropertyType.Number => "a finite number",
        PropertyType.Decimal => "a number with at most six decimal places and below 9.2e12",
        PropertyType.Boolean => "true or false",
        PropertyType.Date => "a date such as \"2026-03-01\"",
        PropertyType.DateTime => InstantFormats,
        PropertyType.StringSet => "an array of strings",
        _ => "a point such as { \"lat\": 55.75, \"lon\": 37.62 }",
    };

    private static string Show(JsonElement json) => Cut(json.GetRawText());

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
