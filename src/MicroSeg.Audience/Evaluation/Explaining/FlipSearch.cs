using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>
/// Finds when verdicts flip by time alone: goes from each instant at which a node, or one that it reads, may change to the next, and evaluates the node
/// there, until its verdict is another.
/// </summary>
internal sealed class FlipSearch(
    RulePlan plan, AudienceIndex index, CustomerPage page, int row, DateTimeOffset asOf, EvaluationOptions options, ExplainLimits limits, CancellationToken cancellation)
{
    // Writers wait for so many evaluations of one customer at most.
    private const int StepsPerScope = 64;

    private readonly long _start = asOf.ToUnixTimeSeconds();
    private readonly Dictionary<PlanNode, (DateTimeOffset? At, DateTimeOffset? SearchedTo)> _found = [];
    private int _stepsLeft = limits.MaxTotalSteps;

    /// <summary>Adds the flips to an explanation and to all that it consists of.</summary>
    public Explanation Complete(Explanation explanation)
    {
        var block = plan.Rent();
        try
        {
            return Complete(explanation, block);
        }
        finally
        {
            plan.Return(block);
        }
    }

    private Explanation Complete(Explanation explanation, Block block)
    {
        var (at, searchedTo) = explanation is { Followed: { } node, Holds: { } holds } ? Find(node, holds, block) : default;
        return explanation with
        {
            FlipsAt = at,
            FlipsSearchedTo = searchedTo,
            Followed = null,
            Children = [.. explanation.Children.Select(child => Complete(child, block))],
            Segment = explanation.Segment is { Rule: { } rule } segment ? segment with { Rule = Complete(rule, block) } : explanation.Segment,
        };
    }

    private (DateTimeOffset? At, DateTimeOffset? SearchedTo) Find(PlanNode node, bool holds, Block block)
    {
        if (!_found.TryGetValue(node, out var flip))
            _found.Add(node, flip = Search(node, holds, block));
        return flip;
    }

    private (DateTimeOffset? At, DateTimeOffset? SearchedTo) Search(PlanNode node, bool holds, Block block)
    {
        var nodes = RulePlan.FindTimeNodes([node]);
        PastNode[] pastNodes = [.. nodes.OfType<PastNode>()];
        var facts = new FutureFacts(options.SegmentFacts, page.FirstOrdinal + row);
        var future = pastNodes.Length == 0 ? options : options with { Facts = facts };
        var end = limits.EndOf(asOf).ToUnixTimeSeconds();
        var (at, last) = (_start, _start);
        for (var left = limits.MaxSteps; left > 0 && _stepsLeft > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            using (page.EnterRead())
            {
                for (var steps = StepsPerScope; steps > 0 && left > 0 && _stepsLeft > 0; steps--)
                {
                    block.Begin(index, at, future);
                    block.MoveTo(page, row, 1);
                    if (at > _start && (block.Bits(node)[0] != 0) != holds)
                        return (DateTimeOffset.FromUnixTimeSeconds(at), null);
                    last = at;
                    at = NextChange(nodes, block);
                    facts.Note(block, pastNodes);
                    if (at > end)
                        return default;
                    left--;
                    _stepsLeft--;
                }
            }
        }

        return (null, DateTimeOffset.FromUnixTimeSeconds(last));
    }

    private static long NextChange(PlanNode[] nodes, Block block)
    {
        Span<long> due = [long.MaxValue];
        block.LowerDue(nodes, due);
        return due[0];
    }
}
