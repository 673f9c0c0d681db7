using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary>What a condition asks of the past of a membership in another segment.</summary>
internal abstract record MembershipTerm
{
    /// <summary>What the customer has to have done, to follow "the customer" in a sentence.</summary>
    public abstract string Phrase(string segment);

    /// <summary>Adds what the term needs to know beyond who is a member now.</summary>
    public abstract void Collect(string key, RuleReferences references);

    /// <summary>The node of the condition on the segment <paramref name="key"/>.</summary>
    public abstract PlanNode Compile(PlanScope scope, string key);

    /// <summary>What explanations show of the membership's past.</summary>
    public abstract ExplainedValue Explain(ExplainScope scope, string key);
}
