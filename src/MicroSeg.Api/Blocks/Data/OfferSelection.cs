using MicroSeg.Api.Offers;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>What a binding found for one customer, and why not more.</summary>
internal sealed record OfferSelection
{
    public required DataBinding Binding { get; init; }

    /// <summary>The number of the change that the offers are as of.</summary>
    public long FeedVersion { get; init; }

    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>Why the data is not complete; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there would be enough if none were too old: the source is late, not empty.</summary>
    public bool IsOnlyTooOld { get; init; }

    /// <summary>How many offers were looked at.</summary>
    public int Considered { get; init; }

    /// <summary>How many the conditions on a field dropped.</summary>
    public IReadOnlyDictionary<string, int> DroppedBy { get; init; } = System.Collections.Frozen.FrozenDictionary<string, int>.Empty;

    public int DroppedPast { get; init; }

    public int DroppedTooOld { get; init; }

    /// <summary>How many were good but came after the last that was taken.</summary>
    public int DroppedByTake { get; init; }

    /// <summary>When the first of the offers gets too old, or the conditions may have another answer.</summary>
    public DateTimeOffset FreshUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>When the first of the offers is past: it must not be shown after that, stale or not.</summary>
    public DateTimeOffset ValidUntil { get; init; } = DateTimeOffset.MaxValue;
}
