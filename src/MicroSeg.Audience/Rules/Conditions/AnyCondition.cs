using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "any": [rule, …] }</c>: at least one child holds; an empty list holds for no one.</summary>
internal sealed record AnyCondition(ValueList<SegmentRule> Rules) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("any", (state, reader, scope) =>
        state.ReadNodes(reader.Take("any")!.Value, scope) is { } rules ? new AnyCondition(rules) : null,
        scope => [new ObjectShape().Must("any", scope.Nodes).Build()]);

    public override string Describe() => Rules.Count == 0 ? "No one." : base.Describe();

    internal override string Phrase() => Rules.Count == 0 ? "nothing will do" : RuleText.Clauses(Rules, "or");

    internal override string Clause() => Rules.Count == 0 ? Phrase() : RuleText.Joined(Rules, "or");

    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) => Rules.SelectMany(r => r.ContextFields(schema));

    internal override void Collect(RuleReferences references)
    {
        foreach (var rule in Rules)
            rule.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Group(GroupKind.Any, scope.Compile(Rules));

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Group(this, Kind.Key, place, place.Member(Kind.Key), Rules);
}
