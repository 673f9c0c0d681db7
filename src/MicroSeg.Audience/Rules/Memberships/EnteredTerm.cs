using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary><c>"entered": "7d"</c>: member now, and the present membership began within <c>(asOf − 7d, asOf]</c>.</summary>
internal sealed record EnteredTerm(RuleDuration Within) : MembershipTerm
{
    public static MembershipTermKind Kind { get; } = new("entered", (state, place) => Values.Duration(state, place) is { } length ? new EnteredTerm(length) : null);

    private AgeOperator Age => new("lt", Within);

    public override string Phrase(string segment) => $"entered {segment} in the last {Within}";

    public override void Collect(string key, RuleReferences references)
    {
        references.AddPast(key);
        references.AddTime(Age.Uses);
    }

    public override PlanNode Compile(PlanScope scope, string key) => scope.MemberFor(key, [Age]);
}
