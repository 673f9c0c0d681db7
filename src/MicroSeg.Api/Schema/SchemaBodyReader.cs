using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

/// <summary>Reads the body of a definition and collects everything that is wrong with it.</summary>
internal static class SchemaBodyReader
{
    private const int MaxDescription = 1_000;
    private static readonly string[] AttributeKeys = ["type", "description"];
    private static readonly string[] EventKeys = ["description", "properties"];
    private static readonly string[] FeedKeys = ["description", "key", "fields", "observedAt"];

    public static SchemaBody Read(JsonElement json, SchemaKind kind, List<Finding> findings)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new("$", "schema.wrong_type", $"found {Show(json)}, expected an object"));
            return new();
        }

        var known = kind switch { SchemaKind.Attribute => AttributeKeys, SchemaKind.Event => EventKeys, _ => FeedKeys };
        RefuseUnknownKeys(json, "$", known, findings);
        var body = new SchemaBody { Description = ReadText(json, "$", "description", MaxDescription, findings) };
        return kind switch
        {
            SchemaKind.Attribute => body with { Type = ReadType(json, "$", findings) },
            SchemaKind.Event => body with { Properties = ReadProperties(json, "properties", findings) },
            _ => ReadFeed(json, body, findings),
        };
    }

    private static SchemaBody ReadFeed(JsonElement json, SchemaBody body, List<Finding> findings)
    {
        body = body with
        {
            Key = ReadText(json, "$", "key", SchemaNames.MaxLength, findings),
            Properties = ReadProperties(json, "fields", findings),
            ObservedAt = ReadText(json, "$", "observedAt", SchemaNames.MaxLength, findings),
        };
        var fields = body.Properties.Select(p => p.Name);
        var key = body.Properties.FirstOrDefault(p => p.Name == body.Key);
        var observedAt = body.Properties.FirstOrDefault(p => p.Name == body.ObservedAt);
        if (body.Key is null)
            findings.Add(new("$.key", "schema.missing_key", "expected the name of the field that offers are upserted by"));
        else if (key is null)
            findings.Add(new("$.key", "schema.unknown_field", Suggestions.Unknown("field", body.Key, fields)));
        else if (key.Type != PropertyType.String)
            findings.Add(new("$.key", "schema.wrong_type", $"found a {PropertyTypes.NameOf(key.Type)} field, expected a string field"));
        if (body.ObservedAt is not null && observedAt is null)
            findings.Add(new("$.observedAt", "schema.unknown_field", Suggestions.Unknown("field", body.ObservedAt, fields)));
        else if (observedAt is not null && observedAt.Type != PropertyType.DateTime)
            findings.Add(new("$.observedAt", "schema.wrong_type", $"found a {PropertyTypes.NameOf(observedAt.Type)} field, expected a datetime field"));
        return body;
    }

    private static ImmutableArray<PropertyDefinition> ReadProperties(JsonElement json, string member, List<Finding> findings)
    {
        if (!json.TryGetProperty(member, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new("$." + member, "schema.wrong_type", $"found {Show(list)}, expected an object of names and types"));
            return [];
        }

        var properties = ImmutableArray.CreateBuilder<PropertyDefinition>();
        foreach (var property in list.EnumerateObject())
        {
            var path = $"$.{member}.{property.Name}";
            if (!SchemaNames.IsValid(property.Name))
                findings.Add(new(path, "schema.bad_name", $"found '{property.Name}', expected {SchemaNames.Rule}"));
            properties.Add(ReadProperty(property, path, findings));
        }

        return properties.ToImmutable();
    }

    private static PropertyDefinition ReadProperty(JsonProperty property, string path, List<Finding> findings)
    {
        if (property.Value.ValueKind == JsonValueKind.String)
            return new(property.Name, ParseType(property.Value, path, findings));
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new(path, "schema.wrong_type", $"found {Show(property.Value)}, expected a type such as \"string\", or {{ \"type\": …, \"description\": … }}"));
            return new(property.Name, PropertyType.String);
        }

        RefuseUnknownKeys(property.Value, path, AttributeKeys, findings);
        return new(property.Name, ReadType(property.Value, path, findings), ReadText(property.Value, path, "description", MaxDescription, findings));
    }

    private static PropertyType ReadType(JsonElement json, string path, List<Finding> findings)
    {
        if (json.TryGetProperty("type", out var type))
            return ParseType(type, path + ".type", findings);
        findings.Add(new(path + ".type", "schema.missing_type", $"expected one of {string.Join(", ", PropertyTypes.Names)}"));
        return default;
    }

    private static PropertyType ParseType(JsonElement json, string path, List<Finding> findings)
    {
        if (json.ValueKind == JsonValueKind.String && PropertyTypes.TryParse(json.GetString(), out var type))
            return type;
        findings.Add(new(path, "schema.unknown_type", $"found {Show(json)}, expected one of {string.Join(", ", PropertyTypes.Names)}"));
        return default;
    }

    private static string? ReadText(JsonElement json, string path, string member, int longest, List<Finding> findings)
    {
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= longest)
            return text;
        findings.Add(new($"{path}.{member}", "schema.wrong_type", $"found {Show(value)}, expected a string of at most {longest} characters"));
        return null;
    }

    private static void RefuseUnknownKeys(JsonElement json, string path, string[] known, List<Finding> findings)
    {
        foreach (var property in json.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
            findings.Add(new($"{path}.{property.Name}", "schema.unknown_key", Suggestions.Unknown("key", property.Name, known)));
    }

    private static string Show(JsonElement json) => Suggestions.Cut(json.GetRawText());
}
