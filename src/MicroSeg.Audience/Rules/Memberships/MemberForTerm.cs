using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary>
/// <c>"memberFor": { "gte": "30d" }</c>: member now, and without a break for so long. Whoever enters in the very evaluation has been one for no time.
/// </summary>
internal sealed record MemberForTerm(ValueList<AgeOperator> Age) : MembershipTerm
{
    public static MembershipTermKind Kind { get; } = new("memberFor", (state, place) => AgeOperator.ReadObject(state, place) is { } age ? new MemberForTerm(age) : null,
        DurationOperators.ObjectShape);

    public override string Phrase(string segment) =>
        $"has been in {segment} for {string.Join(" and ", Age.Select(a => $"{Comparison.Words(a.Name)} {a.Length}"))}";

    public override void Collect(string key, RuleReferences references)
    {
        references.AddPast(key);
        references.AddTime(ValueOperators.Uses(Age));
    }

    public override PlanNode Compile(PlanScope scope, string key) => scope.MemberFor(key, Age);

    public override ExplainedValue Explain(ExplainScope scope, string key) =>
        ExplainedValue.Instant("since", ((MemberForNode)Compile(scope.Plan, key)).SinceOf(scope.Block));
}
