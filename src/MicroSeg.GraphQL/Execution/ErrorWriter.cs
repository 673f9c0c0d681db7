using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MicroSeg.GraphQL.Execution;

/// <summary>Writes errors as responses show them (section 7.1.2).</summary>
internal static class ErrorWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> output, ImmutableArray<GraphQLError> errors)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartArray();
        foreach (var error in errors)
            Write(json, error);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (!error.Locations.IsEmpty)
            WriteLocations(json, error.Locations);
        if (!error.Path.IsEmpty)
        {
            json.WritePropertyName("path");
            JsonSerializer.Serialize(json, error.Path);
        }

        json.WriteStartObject("extensions");
        json.WriteString("code", error.Code);
        foreach (var (name, value) in error.Extensions.OrderBy(extension => extension.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value, JsonSerializerOptions.Web);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter json, ImmutableArray<SourceLocation> locations)
    {
        json.WriteStartArray("locations");
        foreach (var location in locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line", location.Line);
            json.WriteNumber("column", location.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
