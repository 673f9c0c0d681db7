using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary>
/// <c>"at": "2026-06-01T00:00:00Z"</c>: was a member at that instant; a date is its first second in UTC. Until the instant comes, no one was.
/// </summary>
/// <param name="At">The instant as it was given.</param>
internal sealed record AtTerm(Moment At) : MembershipTerm
{
    public static MembershipTermKind Kind { get; } = new("at", (state, place) => Values.MomentOf(state, place, instants: true) is { } at ? new AtTerm(at) : null,
        Shape.Moment);

    private long Seconds => At.First(new ZoneClock(TimeZoneInfo.Utc, 0));

    public override string Phrase(string segment) => $"was in {segment} at {At}";

    public override void Collect(string key, RuleReferences references)
    {
        references.AddInstant(key, Seconds);
        references.AddTime(TimeUse.AsOf);
    }

    public override PlanNode Compile(PlanScope scope, string key) => scope.MembersAt(key, Seconds);

    public override ExplainedValue Explain(ExplainScope scope, string key) => ExplainedValue.Instant("at", Seconds);
}
