using System.Text.Json;

namespace MicroSeg.Api.Delivery;

/// <summary>All formats of what a customer would get, and why.</summary>
internal sealed record ContentPreviewResponse
{
    public required string Block { get; init; }

    public string? Customer { get; init; }

    public required string Source { get; init; }

    public string? Reason { get; init; }

    public string? Variant { get; init; }

    /// <summary>The published version; 0 for the draft.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public string? Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    public required JsonElement Data { get; init; }

    /// <summary>The render class: the same name for all customers who are shown the same; null for the default.</summary>
    public string? Class { get; init; }

    /// <summary>Where the render was found: <c>none</c> when it was made for this request, <c>memory</c> or <c>remote</c>.</summary>
    public string? Cache { get; init; }

    /// <summary>The variants in their order, down to the one that was chosen.</summary>
    public required IReadOnlyList<TriedVariant> Tried { get; init; }

    /// <summary>What each step took, in milliseconds.</summary>
    public required IReadOnlyDictionary<string, double> Milliseconds { get; init; }
}

/// <summary>A variant that was tried.</summary>
/// <param name="Variant">Which one.</param>
/// <param name="Chosen">Whether it is the one that is shown.</param>
/// <param name="Reason">Why it was passed over, or why it is not live.</param>
/// <param name="Values">The values that make the render class.</param>
/// <param name="Data">What its bindings found.</param>
internal sealed record TriedVariant(string Variant, bool Chosen, string? Reason, IReadOnlyDictionary<string, string?>? Values, IReadOnlyList<FoundOffers>? Data);

/// <summary>What a binding found.</summary>
/// <param name="Name">The binding.</param>
/// <param name="Feed">Its feed.</param>
/// <param name="FeedVersion">The change that the feed stands at.</param>
/// <param name="Considered">How many offers were looked at.</param>
/// <param name="Dropped">How many were dropped, by why: <c>where.FIELD</c>, <c>past</c>, <c>tooOld</c>, <c>take</c>.</param>
/// <param name="Taken">How many are shown.</param>
/// <param name="Keys">Their keys.</param>
/// <param name="Reason">Why they are not enough.</param>
internal sealed record FoundOffers(string Name, string Feed, long FeedVersion, int Considered, IReadOnlyDictionary<string, int> Dropped, int Taken, IReadOnlyList<string> Keys, string? Reason);
