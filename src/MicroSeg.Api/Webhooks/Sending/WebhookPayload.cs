using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Webhooks.Sending;

/// <summary>What messages say.</summary>
internal static class WebhookPayload
{
    /// <summary>
    /// <c>{ "type": "segment.entered", "timestamp", "data": { "segment", "version", "cause", "at", "part", "parts", "customers" } }</c>; parts count from 1.
    /// </summary>
    public static byte[] Of(OutboxTransition row, int part, IEnumerable<string> customers) => Write(row.Event == WebhookEvent.Entered ? "segment.entered" : "segment.exited", row.At, json =>
    {
        json.WriteString("segment", row.Segment);
        json.WriteNumber("version", row.SegmentVersion);
        json.WriteString("cause", JsonNamingPolicy.CamelCase.ConvertName(row.Cause.ToString()));
        json.WriteString("at", PropertyValue.Of(row.At).ToString());
        json.WriteNumber("part", part + 1);
        json.WriteNumber("parts", row.Messages);
        json.WriteStartArray("customers");
        foreach (var customer in customers)
            json.WriteStringValue(customer);
        json.WriteEndArray();
    });

    /// <summary>A message that says nothing but that it came.</summary>
    public static byte[] Test(string webhook, DateTimeOffset now) => Write("webhook.test", now, json => json.WriteString("webhook", webhook));

    private static byte[] Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", PropertyValue.Of(at).ToString());
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
