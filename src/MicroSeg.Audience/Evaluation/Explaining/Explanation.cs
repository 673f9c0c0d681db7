using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>Why a node of a rule holds, or does not hold, for one customer at one instant: what it asked for and what it found.</summary>
/// <param name="Kind">The key by which the node shows its kind, such as <c>all</c> or <c>event</c>.</param>
/// <param name="Path">Where it stands in its rule, as a JSON path such as <c>$.all[1]</c>.</param>
/// <param name="Describe">The node as one plain English sentence.</param>
/// <param name="Holds">
/// The verdict; null for the nodes of a <c>where</c>, which judge events one by one: <see cref="Matched"/> tells for how many they hold.
/// </param>
public sealed record Explanation(string Kind, string Path, string Describe, bool? Holds)
{
    /// <summary>
    /// When the verdict will be another if nothing happens but that time passes, to the second; null when that does not come within
    /// <see cref="ExplainLimits.Horizon"/>. Of the root and of nodes that are not made of others.
    /// </summary>
    public DateTimeOffset? FlipsAt { get; init; }

    /// <summary>Where the search for <see cref="FlipsAt"/> was given up: the verdict stays until then, and no more is known. Null when it came to its end.</summary>
    public DateTimeOffset? FlipsSearchedTo { get; init; }

    /// <summary>What was found, by name: the attribute, the measure's result, scores, instants. A value that is missing is null. Ages are in seconds.</summary>
    public IReadOnlyList<ExplainedValue> Seen { get; init; } = [];

    /// <summary>What is asked of it, as the rule says it; null when the text of the rule is not known, or nothing more is asked.</summary>
    public JsonElement? Threshold { get; init; }

    /// <summary>How many of the customer's events match; of a node of a <c>where</c>, how many of those in the window it holds for.</summary>
    public int? Matched { get; init; }

    /// <summary>The window's bounds at the instant of the explanation, in ascending order; null when all time counts.</summary>
    public IReadOnlyList<InstantRange>? Window { get; init; }

    /// <summary>With <c>per</c>, the value whose events were counted: the best of the groups that satisfy the measure, or of all when none does.</summary>
    public ExplainedValue? Group { get; init; }

    /// <summary>With <c>per</c>, how many groups satisfy the measure.</summary>
    public int? GroupsHolding { get; init; }

    /// <summary>The latest of the events that were counted, the newest first.</summary>
    public IReadOnlyList<ExplainedEvent> Events { get; init; } = [];

    /// <summary>The other segment that the node asks about.</summary>
    public ExplainedSegment? Segment { get; init; }

    /// <summary>The nodes that it is made of, in the rule's order.</summary>
    public IReadOnlyList<Explanation> Children { get; init; } = [];

    /// <summary>The plan's node that is to be followed through time for <see cref="FlipsAt"/>; null when it is not asked for.</summary>
    internal PlanNode? Followed { get; init; }
}

/// <summary>Something that was found.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value; null when it is missing.</param>
public sealed record ExplainedValue(string Name, PropertyValue? Value)
{
    /// <summary>An instant in seconds since 1970, or none.</summary>
    internal static ExplainedValue Instant(string name, long? seconds) => new(name, seconds is { } at ? PropertyValue.FromKey(PropertyType.DateTime, at) : null);

    /// <summary>A number, or none.</summary>
    internal static ExplainedValue Number(string name, double? number) => new(name, number is { } found ? PropertyValue.Of(found) : null);
}

/// <summary>An event that counted.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Properties">What it says, in the schema's order; missing properties are left out.</param>
public sealed record ExplainedEvent(DateTimeOffset At, IReadOnlyList<ExplainedValue> Properties);

/// <summary>A stretch of time.</summary>
/// <param name="From">Its first second; null when it has no beginning.</param>
/// <param name="To">Its last second; null when it has no end.</param>
public sealed record InstantRange(DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Another segment that a rule asks about.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Holds">Whether the customer belongs to it at the instant of the explanation.</param>
/// <param name="Rule">
/// Why; its paths start from that segment's own rule. Null where it has been explained earlier in the same explanation, where segments are nested too
/// deeply, and where the explanation has grown too large.
/// </param>
public sealed record ExplainedSegment(string Key, bool Holds, Explanation? Rule);
