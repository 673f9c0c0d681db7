using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;

namespace MicroSeg.Api.Membership.Explaining;

/// <summary>Says why customers belong to segments or do not, for the rules that are served and for rules that are not saved.</summary>
internal sealed class ExplainQueries(LiveAudience audience, MembershipQueries memberships, RuleEvaluation rules, EvaluationOptions options, TimeProvider time)
{
    private readonly ExplainLimits _limits = ExplainLimits.Default;
    private readonly ExplainRequest.Validator _validator = new();

    /// <summary>Explains a customer's membership of a segment from the plan that it is evaluated with.</summary>
    /// <param name="segmentKey">The segment.</param>
    /// <param name="customerId">The customer.</param>
    /// <param name="asOf">The instant, past or future, with what is known now; that of the membership answers unless given.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ExplanationResponse Explain(string segmentKey, string customerId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var state = memberships.StateOf(segmentKey);
        return Explain(state.Plan, state.Plan.IndexOf(segmentKey), segmentKey, customerId, asOf ?? state.AsOf, options, cancellationToken);
    }

    /// <summary>Explains a rule that is not saved.</summary>
    public async Task<ExplanationResponse> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        _validator.ThrowIfInvalid(request, SegmentErrors.Invalid, "The rule cannot be explained as it is.");
        var compiled = await rules.CompileAsync(request.Rule!.Value, cancellationToken);
        return Explain(compiled.Plan, compiled.Segment, null, request.Customer!, request.AsOf ?? time.GetUtcNow(), compiled.Options, cancellationToken);
    }

    private ExplanationResponse Explain(RulePlan plan, int segment, string? segmentKey, string customerId, DateTimeOffset asOf, EvaluationOptions facts, CancellationToken cancellationToken)
    {
        var index = audience.Index;
        var root = index.Keys.TryGetOrdinal(customerId, out var ordinal)
            ? new Explainer(facts, _limits).Explain(plan, index, segment, ordinal, asOf, cancellationToken)
            : null;
        return root is null
            ? throw MembershipErrors.NoCustomer(customerId)
            : new ExplanationResponse(customerId, segmentKey, root.Holds!.Value, asOf, _limits.EndOf(asOf), ExplainedNode.Of(root));
    }
}
