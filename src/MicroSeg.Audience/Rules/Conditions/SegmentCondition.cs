using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Memberships;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>
/// <c>{ "segment": "loyal" }</c>: member of another segment on the same instant; with one of <c>memberFor entered left at</c> beside it, what that
/// says of the membership's past.
/// </summary>
internal sealed record SegmentCondition(string Key, MembershipTerm? Term) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("segment", Read, Shapes);

    internal override string Phrase()
    {
        var segment = $"segment {RuleText.Quote(Key)}";
        return Term is null ? $"the customer is in {segment}" : $"the customer {Term.Phrase(segment)}";
    }

    internal override void Collect(RuleReferences references)
    {
        references.AddSegment(Key);
        Term?.Collect(Key, references);
    }

    internal override PlanNode Compile(PlanScope scope) => Term is null ? scope.Segment(Key) : Term.Compile(scope, Key);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Leaf(this, Kind.Key, place) with
    {
        Seen = Term is null ? [] : [Term.Explain(scope, Key)],
        Threshold = place.Without(Kind.Key),
        Segment = scope.Segment(Key),
    };

    private static IEnumerable<JsonObject> Shapes(ShapeScope scope)
    {
        if (scope.Names.Segments is { Count: 0 })
            yield break;
        var shape = new ObjectShape().Must("segment", scope.Names.Segments is { } known ? Shape.Enum(known.Order(StringComparer.Ordinal)) : Shape.Text);
        MembershipTermRegistry.AddTo(scope, shape);
        yield return shape.Build();
    }

    private static SegmentCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        var findings = state.Findings.Count;
        var key = reader.TakeString("segment", out var place);
        if (key is not null && state.Names.Segments is { } known && !known.Contains(key))
            state.ReportUnknown(RuleCodes.UnknownSegment, place.Path, "segment", key, known);
        var term = MembershipTermRegistry.Take(state, reader);
        return key is null || state.Findings.Count > findings ? null : new SegmentCondition(key, term);
    }
}
