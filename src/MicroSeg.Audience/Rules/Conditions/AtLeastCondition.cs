using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary><c>{ "atLeast": 2, "of": [rule, …] }</c>: so many children hold. At least 0 hold for everyone, more than there are for no one.</summary>
internal sealed record AtLeastCondition(int Count, ValueList<SegmentRule> Rules) : SegmentRule
{
    public static ConditionKind Kind { get; } = new("atLeast", Read, scope =>
        [new ObjectShape().Must("atLeast", Shape.Whole(0, scope.Limits.MaxNodes)).Must("of", scope.Nodes).Build()]);

    internal override string Phrase() => $"at least {RuleText.Number(Count)} of these hold ({(Rules.Count == 0 ? "there are none" : string.Join("; ", Rules.Select(r => r.Clause())))})";

    internal override IEnumerable<PropertyDefinition> ContextFields(AudienceSchema schema) => Rules.SelectMany(r => r.ContextFields(schema));

    internal override void Collect(RuleReferences references)
    {
        foreach (var rule in Rules)
            rule.Collect(references);
    }

    internal override PlanNode Compile(PlanScope scope) => scope.AtLeast(Count, scope.Compile(Rules));

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) =>
        scope.Group(this, Kind.Key, place, place.Member("of"), Rules) with { Threshold = place.Without("of") };

    private static AtLeastCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        var count = Values.Whole(state, reader.Take("atLeast")!.Value, 0, state.Limits.MaxNodes);
        var rules = reader.Require("of", "an array of conditions") is { } of ? state.ReadNodes(of, scope) : null;
        return count is { } least && rules is not null ? new AtLeastCondition((int)least, rules) : null;
    }
}
