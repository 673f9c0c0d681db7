using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "all": [rule, …] }</c>: every child holds; an empty list holds for everyone.</summary>
internal sealed record AllCondition(ValueList<SegmentRule> Rules) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("all", (state, reader, scope) =>
        state.ReadNodes(reader.Take("all")!.Value, scope) is { } rules ? new AllCondition(rules) : null,
        scope => [new ObjectShape().Must("all", scope.Nodes).Build()]);

    public override string Describe() => Rules.Count == 0 ? "Everyone." : base.Describe();

    internal override string Phrase() => Rules.Count == 0 ? RuleText.Anything : RuleText.Clauses(Rules, "and");

    internal override string Clause() => Rules.Count == 0 ? Phrase() : RuleText.Joined(Rules, "and");

    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) => Rules.SelectMany(r => r.ContextFields(schema));

    internal override void Collect(RuleReferences references)
    {
        foreach (var rule in Rules)
            rule.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Group(GroupKind.All, scope.Compile(Rules));

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Group(this, Kind.Key, place, place.Member(Kind.Key), Rules);
}
