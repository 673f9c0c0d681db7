using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Evaluates one customer at a time with the same plan that full evaluations use. Any number of threads may use it at once.</summary>
/// <remarks>
/// Memory is taken from the plan's pool. Nothing is allocated while the second of <c>asOf</c> stays the same and the customer has no events that
/// wait to be merged; a new second costs a few small objects for each window in the plan.
/// </remarks>
public sealed class CustomerEvaluator(EvaluationOptions? options = null)
{
    private readonly EvaluationOptions _options = options ?? EvaluationOptions.Default;

    /// <summary>Evaluates all segments for one customer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers.</param>
    /// <param name="ordinal">The customer; one who does not exist is in no segment.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="verdicts">At least <see cref="RulePlan.VerdictWords"/> words; receives a bit per segment.</param>
    public void Evaluate(RulePlan plan, AudienceIndex index, int ordinal, DateTimeOffset asOf, Span<ulong> verdicts) =>
        Evaluate(plan, index, ordinal, asOf, plan.AllSegments, verdicts);

    /// <summary>Evaluates some segments for one customer and leaves the other bits as they are.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers.</param>
    /// <param name="ordinal">The customer; one who does not exist is in no segment.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="segments">The segments by index, such as those that watch an event type.</param>
    /// <param name="verdicts">At least <see cref="RulePlan.VerdictWords"/> words, a bit per segment.</param>
    public void Evaluate(RulePlan plan, AudienceIndex index, int ordinal, DateTimeOffset asOf, ReadOnlySpan<int> segments, Span<ulong> verdicts) =>
        Evaluate(plan, index, ordinal, asOf, segments, verdicts, []);

    /// <summary>Evaluates some segments for one customer, and says when their answers may change because time passes and nothing else happens.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers.</param>
    /// <param name="ordinal">The customer; one who does not exist is in no segment.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="segments">The segments by index.</param>
    /// <param name="verdicts">At least <see cref="RulePlan.VerdictWords"/> words, a bit per segment.</param>
    /// <param name="nextChange">
    /// Before this second since 1970 all answers stay as they are; <see cref="long.MaxValue"/> when they never change by time alone. Nothing need
    /// change at it.
    /// </param>
    public void Evaluate(RulePlan plan, AudienceIndex index, int ordinal, DateTimeOffset asOf, ReadOnlySpan<int> segments, Span<ulong> verdicts, out long nextChange)
    {
        nextChange = ZoneClock.Never;
        Evaluate(plan, index, ordinal, asOf, segments, verdicts, new Span<long>(ref nextChange));
    }

    /// <summary>
    /// Evaluates some segments for a block of neighbouring customers, and says when their answers may change: for many customers of the block it
    /// is cheaper than one by one.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers.</param>
    /// <param name="ordinal">A customer of the block, which goes from a multiple of <see cref="CustomerPage.BlockSize"/> to the next.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="segments">The segments by index.</param>
    /// <param name="verdicts">Receives a bit per customer for each of the segments, in their order here, and when they may change.</param>
    public void EvaluateBlock(RulePlan plan, AudienceIndex index, int ordinal, DateTimeOffset asOf, ReadOnlySpan<int> segments, BlockVerdicts verdicts)
    {
        var firstOrdinal = ordinal - (ordinal % CustomerPage.BlockSize);
        var page = FindPage(index, ordinal);
        var firstRow = firstOrdinal & (CustomerPage.Capacity - 1);
        var count = page is null ? 0 : Math.Min(CustomerPage.BlockSize, page.Count - firstRow);
        var due = verdicts.Begin(firstOrdinal, count, segments.Length);
        if (page is null)
            return;
        var block = plan.Rent();
        block.Begin(index, asOf.ToUnixTimeSeconds(), _options);
        using (page.EnterRead())
        {
            block.MoveTo(page, firstRow, count);
            var live = page.Live[(firstRow >> 6)..];
            for (var i = 0; i < segments.Length; i++)
            {
                var bits = block.Bits(plan.Roots[segments[i]]);
                var result = verdicts.Bits(i);
                for (var word = 0; word < bits.Length; word++)
                    result[word] = bits[word] & live[word];
                block.LowerDue(plan.TimeNodesOf(segments[i]), due);
            }
        }

        plan.Return(block);
    }

    private void Evaluate(RulePlan plan, AudienceIndex index, int ordinal, DateTimeOffset asOf, ReadOnlySpan<int> segments, Span<ulong> verdicts, Span<long> due)
    {
        foreach (var segment in segments)
            verdicts[segment >> 6] &= ~(1UL << segment);
        if (FindPage(index, ordinal) is not { } page)
            return;
        var block = plan.Rent();
        block.Begin(index, asOf.ToUnixTimeSeconds(), _options);
        using (page.EnterRead())
        {
            block.MoveTo(page, ordinal - page.FirstOrdinal, 1);
            if (page.IsLive(block.FirstRow))
            {
                foreach (var segment in segments)
                    verdicts[segment >> 6] |= (block.Bits(plan.Roots[segment])[0] & 1) << segment;
                for (var i = 0; i < segments.Length && !due.IsEmpty; i++)
                    block.LowerDue(plan.TimeNodesOf(segments[i]), due);
            }
        }

        plan.Return(block);
    }

    /// <summary>
    /// The context of a membership: that of the first condition with <c>per</c>, in the rule's order, that holds and need not fail; where that
    /// condition belongs to a segment which the rule refers to, that segment's.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers.</param>
    /// <param name="segment">The segment's index in the plan.</param>
    /// <param name="ordinal">The customer.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <returns>Null when the customer is no member, or the rule has no such condition.</returns>
    public SegmentContext? FindContext(RulePlan plan, AudienceIndex index, int segment, int ordinal, DateTimeOffset asOf)
    {
        if (FindPage(index, ordinal) is not { } page)
            return null;
        SegmentContext? context = null;
        var block = plan.Rent();
        block.Begin(index, asOf.ToUnixTimeSeconds(), _options);
        using (page.EnterRead())
        {
            block.MoveTo(page, ordinal - page.FirstOrdinal, 1);
            var root = plan.Roots[segment];
            if (page.IsLive(block.FirstRow) && block.Bits(root)[0] != 0)
                context = root.FindContext(block);
        }

        plan.Return(block);
        return context;
    }

    internal static CustomerPage? FindPage(AudienceIndex index, int ordinal)
    {
        var (pages, number) = (index.Pages, ordinal >> 16);
        return ordinal >= 0 && number < pages.Count && (ordinal & 0xFFFF) < pages[number].Count ? pages[number] : null;
    }
}
