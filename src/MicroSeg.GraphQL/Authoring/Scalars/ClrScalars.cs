using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>The scalars that C# types stand for.</summary>
internal static class ClrScalars
{
    public static ImmutableArray<ScalarDefinition> Custom { get; } =
    [
        Text("DateTime", "An instant as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) writes it, in UTC: `2026-05-04T10:30:00Z`.", "https://scalars.graphql.org/andimarek/date-time.html",
            "an RFC 3339 date-time such as \"2026-05-04T10:30:00Z\"", ParseInstant, PrintInstant),
        Text("Date", "A day of the calendar: `2026-05-04`.", "https://www.rfc-editor.org/rfc/rfc3339",
            "a date such as \"2026-05-04\"", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            value => value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null),
        Text("Duration", "A length of time as ISO 8601 writes it: `PT1H30M`.", "https://www.iso.org/iso-8601-date-and-time-format.html",
            "an ISO 8601 duration such as \"PT1H30M\"", ParseDuration, value => value is TimeSpan span ? XmlConvert.ToString(span) : null),
        Text("UUID", "A universally unique identifier.", "https://www.rfc-editor.org/rfc/rfc9562",
            "a UUID", text => Guid.TryParse(text, out var id) ? id : null, value => value is Guid id ? id.ToString() : null),
        Text("URL", "An address of the web, absolute or relative.", "https://www.rfc-editor.org/rfc/rfc3986",
            "a URL", text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? uri : null, value => value is Uri uri ? uri.OriginalString : null),
        new ScalarDefinition("Long") { Description = "A whole number of 64 bits.", Coercion = new LongScalar() },
        new ScalarDefinition("Decimal") { Description = "A decimal number that is not rounded.", Coercion = new DecimalScalar() },
        new ScalarDefinition("JSON") { Description = "Any JSON value.", SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc8259" },
    ];

    public static FrozenDictionary<Type, string> Names { get; } = new Dictionary<Type, string>
    {
        [typeof(string)] = "String", [typeof(char)] = "String", [typeof(bool)] = "Boolean",
        [typeof(int)] = "Int", [typeof(short)] = "Int", [typeof(byte)] = "Int", [typeof(sbyte)] = "Int", [typeof(ushort)] = "Int",
        [typeof(long)] = "Long", [typeof(uint)] = "Long", [typeof(ulong)] = "Long",
        [typeof(double)] = "Float", [typeof(float)] = "Float", [typeof(decimal)] = "Decimal",
        [typeof(DateTimeOffset)] = "DateTime", [typeof(DateTime)] = "DateTime", [typeof(DateOnly)] = "Date", [typeof(TimeSpan)] = "Duration",
        [typeof(Guid)] = "UUID", [typeof(Uri)] = "URL",
        [typeof(JsonElement)] = "JSON", [typeof(JsonNode)] = "JSON", [typeof(JsonObject)] = "JSON", [typeof(JsonArray)] = "JSON", [typeof(object)] = "JSON",
    }.ToFrozenDictionary();

    private static ScalarDefinition Text(string name, string description, string url, string form, Func<string, object?> parse, Func<object, string?> print)
        => new(name) { Description = description, SpecifiedByUrl = url, Coercion = new TextScalar(name, form, parse, print) };

    private static object? ParseInstant(string text)
    {
        // An instant without a zone is no instant.
        var hasZone = text.Length > 10 && (text[^1] is 'Z' or 'z' || text.AsSpan(10).ContainsAny('+', '-'));
        return hasZone && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    private static string? PrintInstant(object value) => value switch
    {
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTime instant => (instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : instant).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? ParseDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
