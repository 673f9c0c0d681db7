using System.Text.Json;
using System.Text.Json.Serialization;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>Who is to be exported, and what of them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ExportRequest : AudienceRequest
{
    /// <summary>Attributes to export with each customer, as they are now: columns of CSV, an object in NDJSON. None unless given.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>
    /// What else: <c>ordinal</c> (the customer's number, as in the Roaring format), and, when the set is one segment of the present, <c>since</c> and
    /// <c>context</c>. Nothing unless given.
    /// </summary>
    public IReadOnlyList<ExportColumn>? Include { get; init; }

    /// <summary>
    /// In CSV, puts an apostrophe before text that a spreadsheet would take for a formula (<c>= + - @</c>, tab, line break), ids included; true unless
    /// given. Programs that read ids back want false.
    /// </summary>
    public bool SpreadsheetSafe { get; init; } = true;

    private bool IsOneSegment => Set is { ValueKind: JsonValueKind.String } || (Set is { ValueKind: JsonValueKind.Object } node && node.EnumerateObject().All(m => m.NameEquals("segment")));

    /// <summary>Adds what is wrong with the columns.</summary>
    public void CheckColumns(List<Finding> findings, AudienceSchema schema, AudienceSetOptions limits)
    {
        if (Attributes?.Count > limits.MaxAttributes)
            findings.Add(new Finding("$.attributes", AudienceErrors.Invalid, $"found {Attributes.Count} attributes, expected at most {limits.MaxAttributes}"));
        foreach (var (column, i) in (Include ?? []).Select((column, i) => (column, i)))
        {
            if (column is not ExportColumn.Ordinal && (At is not null || !IsOneSegment))
                findings.Add(new Finding($"$.include[{i}]", AudienceErrors.Invalid, "\"since\" and \"context\" belong to one segment: the set is more than that, or of a past instant"));
        }

        foreach (var (name, i) in (Attributes ?? []).Take(limits.MaxAttributes).Select((name, i) => (name ?? "", i)))
        {
            if (schema.AttributeIndex(name) < 0)
                findings.Add(new Finding($"$.attributes[{i}]", "audience.unknown_attribute", Suggestions.Unknown("attribute", name, schema.Attributes.Select(a => a.Name))));
        }
    }
}

/// <summary>What may be exported of a customer, attributes aside.</summary>
internal enum ExportColumn
{
    /// <summary>The customer's number in this store.</summary>
    Ordinal,

    /// <summary>Since when the customer has been a member.</summary>
    Since,

    /// <summary>The group of events that decided.</summary>
    Context,
}
