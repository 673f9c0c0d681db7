using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>Whoever the host lists for a segment; see <see cref="SegmentRule.Listed"/>. It has no kind, because JSON cannot express it.</summary>
internal sealed record ListCondition(string Key) : SegmentRule
{
    internal override string Phrase() => $"the customer is on the list of segment {RuleText.Quote(Key)}";

    internal override void Collect(RuleReferences references) => references.AddList(Key);

    internal override PlanNode Compile(PlanScope scope) => scope.Listed(Key);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Leaf(this, "list", place);
}
