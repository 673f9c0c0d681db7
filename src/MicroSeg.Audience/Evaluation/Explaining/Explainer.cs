using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>
/// Explains verdicts, one customer and one segment at a time, from the plan that full evaluations use: it reads the bits, selections and groups that the
/// plan's nodes came to, and judges nothing itself. Any number of threads may use it at once.
/// </summary>
public sealed class Explainer(EvaluationOptions? options = null, ExplainLimits? limits = null)
{
    private readonly EvaluationOptions _options = options ?? EvaluationOptions.Default;
    private readonly ExplainLimits _limits = limits ?? ExplainLimits.Default;

    /// <summary>Explains whether a customer belongs to a segment, and why.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers.</param>
    /// <param name="segment">The segment's index in the plan.</param>
    /// <param name="ordinal">The customer.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="cancellation">Stops the search for the instants at which verdicts flip.</param>
    /// <returns>The explanation of the rule's root; null when there is no such customer.</returns>
    /// <remarks>
    /// All verdicts and values are of one moment. The search for flips lets writers in between; what they change of the customer meanwhile
    /// is taken into account from there on.
    /// </remarks>
    public Explanation? Explain(RulePlan plan, AudienceIndex index, int segment, int ordinal, DateTimeOffset asOf, CancellationToken cancellation = default)
    {
        if (CustomerEvaluator.FindPage(index, ordinal) is not { } page)
            return null;
        Explanation root;
        var block = plan.Rent();
        try
        {
            block.Begin(index, asOf.ToUnixTimeSeconds(), _options);
            using (page.EnterRead())
            {
                block.MoveTo(page, ordinal - page.FirstOrdinal, 1);
                if (!page.IsLive(block.FirstRow))
                    return null;
                var definition = plan.Definitions[segment];
                var run = new ExplainRun(plan, block, _limits, definition.Key);
                root = definition.Rule.Explain(new ExplainScope(run), new JsonPlace(definition.Json, "$")) with { Followed = plan.Roots[segment] };
            }
        }
        finally
        {
            plan.Return(block);
        }

        return new FlipSearch(plan, index, page, ordinal - page.FirstOrdinal, asOf, _options, _limits, cancellation).Complete(root);
    }
}
