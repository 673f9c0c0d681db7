using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "any": [rule, …] }</c>: at least one child holds; an empty list holds for no one.</summary>
internal sealed record AnyCondition(ValueList<SegmentRule> Rules) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("any", (state, reader, scope) =>
        state.ReadNodes(reader.Take("any")!.Value, scope) is { } rules ? new AnyCondition(rules) : null,
        scope => [new ObjectShape().Must("any", scope.Nodes).Build()]);

    internal override string Phrase() => Rules.Count == 0 ? "no one" : RuleText.Clauses(Rules, "or");

    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) => Rules.SelectMany(r => r.ContextFields(schema));

    internal override void Collect(RuleReferences references)
    {
        foreach (var rule in Rules)
            rule.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Group(GroupKind.Any, scope.Compile(Rules));
}
