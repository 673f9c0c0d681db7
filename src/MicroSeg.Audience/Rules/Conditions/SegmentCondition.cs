using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "segment": "loyal" }</c>: member of another segment on the same instant.</summary>
internal sealed record SegmentCondition(string Key) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("segment", Read);

    internal override string Phrase() => $"the customer is in segment {RuleText.Quote(Key)}";

    internal override void Collect(RuleReferences references) => references.AddSegment(Key);

    internal override PlanNode Compile(PlanScope scope) => scope.Segment(Key);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Leaf(this, Kind.Key, place) with { Segment = scope.Segment(Key) };

    private static SegmentCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        if (reader.TakeString("segment", out var place) is not { } key)
            return null;
        if (state.Segments is null || state.Segments.Contains(key))
            return new SegmentCondition(key);
        state.ReportUnknown(RuleCodes.UnknownSegment, place.Path, "segment", key, state.Segments);
        return null;
    }
}
