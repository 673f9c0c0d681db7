using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary>
/// <c>"entered": "7d"</c>: member now, and the present membership began within <c>(asOf − 7d, asOf]</c>. <c>"left": "7d"</c>: no member now, and the last
/// membership ended within that time.
/// </summary>
internal sealed record MovementTerm(bool Left, RuleDuration Within) : MembershipTerm
{
    public static MembershipTermKind[] Kinds { get; } = [KindOf("entered", left: false), KindOf("left", left: true)];

    private AgeOperator Age => new("lt", Within);

    public override string Phrase(string segment) => $"{(Left ? "left" : "entered")} {segment} in the last {Within}";

    public override void Collect(string key, RuleReferences references)
    {
        references.AddPast(key);
        references.AddTime(Age.Uses);
    }

    public override PlanNode Compile(PlanScope scope, string key) => Left ? scope.Left(key, [Age]) : scope.MemberFor(key, [Age]);

    public override ExplainedValue Explain(ExplainScope scope, string key) => Left
        ? ExplainedValue.Instant("left", ((LeftNode)Compile(scope.Plan, key)).LeftOf(scope.Block))
        : ExplainedValue.Instant("since", ((MemberForNode)Compile(scope.Plan, key)).SinceOf(scope.Block));

    private static MembershipTermKind KindOf(string name, bool left) =>
        new(name, (state, place) => Values.Duration(state, place) is { } length ? new MovementTerm(left, length) : null, Shape.Duration);
}
