using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Schema;

/// <summary>What a definition says, whichever kind it is: an attribute has a type, events and feeds have properties, a feed has a key.</summary>
internal sealed record SchemaBody
{
    public string? Description { get; init; }

    /// <summary>The type of an attribute.</summary>
    public PropertyType Type { get; init; }

    /// <summary>The properties of an event type, or the fields of a feed, in order of definition.</summary>
    public ImmutableArray<PropertyDefinition> Properties { get; init; } = [];

    /// <summary>The key field of a feed.</summary>
    public string? Key { get; init; }

    /// <summary>The field of a feed that says when the price was seen.</summary>
    public string? ObservedAt { get; init; }

    /// <summary>
    /// This body as the next version of <paramref name="known"/>: its properties in the order that they have there, then the new ones.
    /// What is not an addition is put into <paramref name="conflicts"/>.
    /// </summary>
    public SchemaBody Extending(SchemaBody known, SchemaKind kind, List<SchemaConflict> conflicts)
    {
        if (Type != known.Type)
            conflicts.Add(new(null, "$.type", $"it is {PropertyTypes.NameOf(known.Type)} and cannot become {PropertyTypes.NameOf(Type)}"));
        if (Key != known.Key)
            conflicts.Add(new(null, "$.key", $"the key is '{known.Key}' and cannot become '{Key}'"));
        if (known.ObservedAt is not null && ObservedAt != known.ObservedAt)
            conflicts.Add(new(null, "$.observedAt", $"it is '{known.ObservedAt}' and cannot change"));

        var own = Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var merged = ImmutableArray.CreateBuilder<PropertyDefinition>();
        foreach (var property in known.Properties)
        {
            var path = $"$.{MembersOf(kind)}.{property.Name}";
            if (!own.Remove(property.Name, out var now))
                conflicts.Add(new(property.Name, path, "it is defined and cannot be dropped"));
            else if (now.Type != property.Type)
                conflicts.Add(new(property.Name, path, $"it is {PropertyTypes.NameOf(property.Type)} and cannot become {PropertyTypes.NameOf(now.Type)}"));
            merged.Add(now ?? property);
        }

        merged.AddRange(Properties.Where(p => own.ContainsKey(p.Name)));
        return this with { Properties = merged.ToImmutable() };
    }

    /// <summary>The canonical JSON: what <see cref="SchemaBodyReader"/> reads, in the long form.</summary>
    public string ToJson(SchemaKind kind)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (kind == SchemaKind.Attribute)
                writer.WriteString("type", PropertyTypes.NameOf(Type));
            WriteIfSet(writer, "description", Description);
            WriteIfSet(writer, "key", Key);
            if (kind != SchemaKind.Attribute)
                WriteProperties(writer, MembersOf(kind));
            WriteIfSet(writer, "observedAt", ObservedAt);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The body of a stored definition.</summary>
    public static SchemaBody FromStored(SchemaDefinition definition)
    {
        using var document = JsonDocument.Parse(definition.Body);
        var findings = new List<Finding>();
        var body = SchemaBodyReader.Read(document.RootElement, definition.Kind, findings);
        return findings.Count == 0 ? body : throw new InvalidDataException($"The stored definition of '{definition.Name}' is not readable: {findings[0]}.");
    }

    /// <summary>What a kind calls its properties.</summary>
    public static string MembersOf(SchemaKind kind) => kind == SchemaKind.Feed ? "fields" : "properties";

    private static void WriteIfSet(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private void WriteProperties(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        foreach (var property in Properties)
        {
            writer.WriteStartObject(property.Name);
            writer.WriteString("type", PropertyTypes.NameOf(property.Type));
            WriteIfSet(writer, "description", property.Description);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}

/// <summary>A change that is not an addition.</summary>
/// <param name="Property">The property or field that it is about; null for the definition as a whole.</param>
/// <param name="Path">Where it stands in the body.</param>
/// <param name="Message">What would change.</param>
internal sealed record SchemaConflict(string? Property, string Path, string Message);
