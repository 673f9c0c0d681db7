using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>Where a placeholder's value comes from.</summary>
internal enum PlaceholderSource
{
    /// <summary>The customer's attributes: <c>{customer.homeAirport}</c>.</summary>
    Customer,

    /// <summary>The context of the variant's segment, which is its winning group: <c>{segment.destination}</c>.</summary>
    Segment,
}

/// <summary>A value in a condition that is not known before there is a customer.</summary>
internal sealed record Placeholder(PlaceholderSource Source, string Name)
{
    private const string CustomerPrefix = "customer.";
    private const string SegmentPrefix = "segment.";

    /// <summary>What is said when it has no value.</summary>
    public string MissingReason => Source == PlaceholderSource.Customer ? Reasons.MissingAttribute(Name) : Reasons.MissingContext(Name);

    /// <summary>Whether a value is meant as a placeholder: a string in braces.</summary>
    public static bool IsMeant(JsonElement json) => json.ValueKind == JsonValueKind.String && json.GetString() is ['{', .., '}'];

    public static bool TryParse(JsonElement json, [NotNullWhen(true)] out Placeholder? placeholder)
    {
        placeholder = null;
        if (!IsMeant(json))
            return false;
        var inner = json.GetString()![1..^1];
        if (inner.StartsWith(CustomerPrefix, StringComparison.Ordinal))
            placeholder = new Placeholder(PlaceholderSource.Customer, inner[CustomerPrefix.Length..]);
        else if (inner.StartsWith(SegmentPrefix, StringComparison.Ordinal))
            placeholder = new Placeholder(PlaceholderSource.Segment, inner[SegmentPrefix.Length..]);
        return placeholder is not null;
    }

    public override string ToString() => $"{{{(Source == PlaceholderSource.Customer ? CustomerPrefix : SegmentPrefix)}{Name}}}";
}
