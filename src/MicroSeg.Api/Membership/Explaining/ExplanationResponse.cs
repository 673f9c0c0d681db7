using System.Text.Json;
using MicroSeg.Audience.Evaluation.Explaining;

namespace MicroSeg.Api.Membership.Explaining;

/// <summary>Why a customer belongs to a segment, or does not.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Segment">The segment; absent for a rule that is not saved.</param>
/// <param name="IsMember">Whether.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="SearchedTo">Until when flips were searched for: a verdict without <c>flipsAt</c> does not change before, if nothing but time passes.</param>
/// <param name="Explanation">The rule, node by node.</param>
internal sealed record ExplanationResponse(
    string Customer,
    string? Segment,
    [property: System.Text.Json.Serialization.JsonPropertyName("member")] bool IsMember,
    DateTimeOffset AsOf,
    DateTimeOffset SearchedTo,
    ExplainedNode Explanation);

/// <summary>A node of the rule: what it asked for and what it found.</summary>
/// <param name="Kind">The key by which it shows its kind, such as <c>all</c> or <c>event</c>.</param>
/// <param name="Path">Where it stands in its rule, as a JSON path.</param>
/// <param name="Describe">The node as a sentence.</param>
/// <param name="Holds">The verdict; absent for steps of a sequence and within a <c>where</c>, which judge single events: <c>matched</c> says for how many they hold.</param>
/// <param name="FlipsAt">The instant at which the verdict changes if nothing but time passes; of the root and of nodes not made of others.</param>
/// <param name="FlipsSearchedTo">Where the search for that was given up early: the verdict stays until then at least.</param>
/// <param name="Seen">What was found, by name and typed as customers' attributes are: the attribute, the measure's result and what it was made of, scores, instants. A missing value is null; ages are in seconds.</param>
/// <param name="Threshold">What was asked of it, as the rule says it.</param>
/// <param name="Matched">How many of the customer's events match.</param>
/// <param name="Window">The window's bounds at that instant; absent when all time counts.</param>
/// <param name="Group">With <c>per</c> or <c>same</c>, the value whose events were counted: the winner, or the one that came nearest.</param>
/// <param name="GroupsHolding">With <c>per</c>, how many groups satisfy the measure.</param>
/// <param name="Events">Up to ten of the events that counted, the newest first.</param>
/// <param name="Segment">The other segment that is asked about.</param>
/// <param name="Children">The nodes that it is made of.</param>
internal sealed record ExplainedNode(
    string Kind,
    string Path,
    string Describe,
    bool? Holds,
    DateTimeOffset? FlipsAt,
    DateTimeOffset? FlipsSearchedTo,
    JsonElement? Seen,
    JsonElement? Threshold,
    int? Matched,
    IReadOnlyList<InstantRange>? Window,
    JsonElement? Group,
    int? GroupsHolding,
    IReadOnlyList<EventThatCounted>? Events,
    SegmentAskedAbout? Segment,
    IReadOnlyList<ExplainedNode>? Children)
{
    public static ExplainedNode Of(Explanation explanation) => new(
        explanation.Kind,
        explanation.Path,
        explanation.Describe,
        explanation.Holds,
        explanation.FlipsAt,
        explanation.FlipsSearchedTo,
        explanation.Seen.Count == 0 ? null : ObjectOf(explanation.Seen),
        explanation.Threshold,
        explanation.Matched,
        explanation.Window,
        explanation.Group is null ? null : ObjectOf([explanation.Group]),
        explanation.GroupsHolding,
        explanation.Events.Count == 0 ? null : [.. explanation.Events.Select(e => new EventThatCounted(e.At, ObjectOf(e.Properties)))],
        explanation.Segment is { } segment ? new SegmentAskedAbout(segment.Key, segment.Holds, segment.Rule is { } rule ? Of(rule) : null) : null,
        explanation.Children.Count == 0 ? null : [.. explanation.Children.Select(Of)]);

    private static JsonElement ObjectOf(IReadOnlyList<ExplainedValue> values) => TypedValuesJson.ObjectOf(values.Select(v => (v.Name, v.Value)));
}

/// <summary>An event that counted.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Properties">Its properties.</param>
internal sealed record EventThatCounted(DateTimeOffset At, JsonElement Properties);

/// <summary>Another segment that a rule asks about.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Holds">Whether the customer belongs to it at that instant.</param>
/// <param name="Rule">Why; the paths in it start from that segment's own rule. Absent where the same segment has been explained before, or the explanation would grow too large.</param>
internal sealed record SegmentAskedAbout(string Key, bool Holds, ExplainedNode? Rule);
