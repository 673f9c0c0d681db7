using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Membership;

/// <summary>One customer: attributes as they are, and segments as of <see cref="AsOf"/>, all of one moment.</summary>
internal sealed class CustomerView(string id, int ordinal, AudienceIndex index, MembershipState state, CustomerEvaluator evaluator)
{
    public string Id => id;

    public int Ordinal => ordinal;

    /// <summary>The instant of the membership answers.</summary>
    public DateTimeOffset AsOf => state.AsOf;

    /// <summary>The segments that the customer belongs to, in the order of their keys.</summary>
    public IEnumerable<string> Segments => state.SegmentsOf(ordinal).Select(s => s.Key);

    /// <summary>Reads an attribute.</summary>
    /// <returns>False when it is missing, or there is no such attribute.</returns>
    public bool TryGetAttribute(string name, out PropertyValue value)
    {
        value = default;
        var attribute = index.Schema.AttributeIndex(name);
        return attribute >= 0 && index.TryReadAttribute(ordinal, attribute, out value);
    }

    /// <summary>Whether the customer belongs to a segment; false when there is no such segment.</summary>
    public bool IsMember(string segmentKey) => state.Find(segmentKey)?.Members.Contains(ordinal) ?? false;

    /// <summary>Since when the customer, a member, has been one.</summary>
    public DateTimeOffset? Since(string segmentKey) => state.Find(segmentKey)?.Times.Find(ordinal);

    /// <summary>The winning group of the segment's condition, such as <c>destination</c> = DEL and <c>count</c> = 5; null when there is none or the customer is no member.</summary>
    public IReadOnlyDictionary<string, PropertyValue>? ContextOf(string segmentKey)
    {
        var segment = state.Plan.IndexOf(segmentKey);
        return segment >= 0 && evaluator.FindContext(state.Plan, index, segment, ordinal, state.AsOf) is { } context
            ? new Dictionary<string, PropertyValue>(2, StringComparer.Ordinal) { [context.Property] = context.Value, [context.Measure] = context.Result }
            : null;
    }
}
