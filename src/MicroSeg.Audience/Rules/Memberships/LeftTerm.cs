using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary><c>"left": "7d"</c>: no member now, and the last membership ended within <c>(asOf − 7d, asOf]</c>.</summary>
internal sealed record LeftTerm(RuleDuration Within) : MembershipTerm
{
    public static MembershipTermKind Kind { get; } = new("left", (state, place) => Values.Duration(state, place) is { } length ? new LeftTerm(length) : null);

    private AgeOperator Age => new("lt", Within);

    public override string Phrase(string segment) => $"left {segment} in the last {Within}";

    public override void Collect(string key, RuleReferences references)
    {
        references.AddPast(key);
        references.AddTime(Age.Uses);
    }

    public override PlanNode Compile(PlanScope scope, string key) => scope.Left(key, [Age]);
}
