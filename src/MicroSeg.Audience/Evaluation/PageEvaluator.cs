using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Evaluates all customers, on all cores.</summary>
public static class PageEvaluator
{
    // Small enough that threads finish together, large enough that fetching the next piece costs nothing.
    private const int BlocksPerPiece = 8;

    /// <summary>Evaluates a plan's segments for every customer of an index.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers. A writer may go on meanwhile; each block of customers is seen as it is at one moment.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="options">The default time zone, and how many threads to use.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>The members of each segment, by its index in the plan.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was stopped.</exception>
    public static CustomerSet[] Evaluate(RulePlan plan, AudienceIndex index, DateTimeOffset asOf, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Evaluate(plan, index, asOf, options ?? EvaluationOptions.Default, due: null, cancellation);

    /// <summary>Evaluates a plan's segments for every customer of an index, and says when whose answers may change because time passes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The customers. A writer may go on meanwhile; each block of customers is seen as it is at one moment.</param>
    /// <param name="asOf">The instant; fractions of a second are dropped.</param>
    /// <param name="options">The default time zone, and how many threads to use.</param>
    /// <param name="due">Receives, for every customer, the second before which none of the answers changes by time alone.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>The members of each segment, by its index in the plan.</returns>
    /// <exception cref="OperationCanceledException">The evaluation was stopped.</exception>
    public static CustomerSet[] Evaluate(RulePlan plan, AudienceIndex index, DateTimeOffset asOf, EvaluationOptions options, out DueTimes due, CancellationToken cancellation = default) =>
        Evaluate(plan, index, asOf, options, due = new DueTimes(), cancellation);

    private static CustomerSet[] Evaluate(RulePlan plan, AudienceIndex index, DateTimeOffset asOf, EvaluationOptions options, DueTimes? due, CancellationToken cancellation)
    {
        var pages = index.Pages.ToArray();
        due?.Reserve(pages.Length);
        var results = Array.ConvertAll(pages, p => new PageVerdicts(plan.Segments.Length, p));
        var pieces = new WorkQueue(results, BlocksPerPiece * Block.Size);
        void Work()
        {
            var block = plan.Rent();
            block.Begin(index, asOf.ToUnixTimeSeconds(), options);
            var blockDue = due is null ? [] : new long[Block.Size];
            while (pieces.TryTake(out var result, out var firstRow, out var count))
            {
                for (var row = firstRow; row < firstRow + count; row += Block.Size)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Evaluate(plan, block, result, row, Math.Min(Block.Size, firstRow + count - row), due, blockDue);
                }
            }

            plan.Return(block);
        }

        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            [.. Enumerable.Repeat<Action>(Work, options.Threads)]);
        due?.EndSetting();
        var sets = new CustomerSet[plan.Segments.Length];
        Parallel.For(0, sets.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, i =>
            sets[i] = CustomerSet.FromPageBits(pages.Length, page => results[page].Of(i)));
        return sets;
    }

    private static void Evaluate(RulePlan plan, Block block, PageVerdicts result, int firstRow, int count, DueTimes? due, long[] blockDue)
    {
        var page = result.Page;
        using (page.EnterRead())
        {
            block.MoveTo(page, firstRow, count);
            var live = page.Live[(firstRow >> 6)..];
            var roots = plan.Roots;
            for (var i = 0; i < roots.Length; i++)
            {
                var bits = block.Bits(roots[i]);
                var verdicts = result.Of(i)[(firstRow >> 6)..];
                for (var word = 0; word < bits.Length; word++)
                    verdicts[word] = bits[word] & live[word];
            }

            if (due is null)
                return;
            var seconds = blockDue.AsSpan(0, count);
            seconds.Fill(ZoneClock.Never);
            block.LowerDue(plan.TimeNodes, seconds);
            due.SetBlock(page.FirstOrdinal + firstRow, seconds);
        }
    }
}
