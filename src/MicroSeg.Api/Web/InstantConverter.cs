using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicroSeg.Api.Web;

/// <summary>Instants in JSON: RFC 3339 in UTC with as many decimals as they have (<c>2026-03-01T10:00:00Z</c>); any offset is read.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
