using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "not": rule }</c>: the child does not hold.</summary>
internal sealed record NotCondition(SegmentRule Rule) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("not", (state, reader, scope) =>
        state.ReadNode(reader.Take("not")!.Value, scope) is { } rule ? new NotCondition(rule) : null,
        scope => [new ObjectShape().Must("not", scope.Node).Build()]);

    internal override string Phrase() => $"it is not so that {Rule.Phrase()}";

    internal override void Collect(RuleReferences references) => Rule.Collect(references);

    internal override PlanNode Compile(PlanScope scope) => scope.Group(GroupKind.None, [scope.Compile(Rule)]);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) =>
        scope.Node(this, Kind.Key, place) with { Children = [Rule.Explain(scope, place.Member(Kind.Key))] };
}
