using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "none": [rule, …] }</c>: no child holds; an empty list holds for everyone.</summary>
internal sealed record NoneCondition(ValueList<SegmentRule> Rules) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("none", (state, reader, scope) =>
        state.ReadNodes(reader.Take("none")!.Value, scope) is { } rules ? new NoneCondition(rules) : null,
        scope => [new ObjectShape().Must("none", scope.Nodes).Build()]);

    public override string Describe() => Rules.Count == 0 ? "Everyone." : base.Describe();

    internal override string Phrase() => Rules.Count == 0 ? RuleText.Anything : $"it is not so that {RuleText.Clauses(Rules, "or")}";

    internal override void Collect(RuleReferences references)
    {
        foreach (var rule in Rules)
            rule.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Group(GroupKind.None, scope.Compile(Rules));

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Group(this, Kind.Key, place, place.Member(Kind.Key), Rules);
}
