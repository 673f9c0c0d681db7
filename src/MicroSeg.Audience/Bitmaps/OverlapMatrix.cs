using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>How many members each two of some sets have in common, exactly.</summary>
/// <remarks>
/// Counted page by page: the members that all sets have in a page are expanded to bits once, and compared while they are in the processor's cache.
/// Beside the matrix itself each thread holds another one and 8 KiB a set.
/// </remarks>
public sealed class OverlapMatrix
{
    private readonly int[] _counts;

    private OverlapMatrix(int size, int[] counts)
    {
        Size = size;
        _counts = counts;
    }

    /// <summary>The number of sets.</summary>
    public int Size { get; }

    /// <summary>The number of members that are in both sets; of a set and itself, its own number.</summary>
    /// <param name="left">A set by its place in the list that was counted.</param>
    /// <param name="right">Another.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such set.</exception>
    public int this[int left, int right]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)left, (uint)Size, nameof(left));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)right, (uint)Size, nameof(right));
            return _counts[left <= right ? (left * Size) + right : (right * Size) + left];
        }
    }

    /// <summary>Counts the common members of each two sets. The work grows with the square of their number.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="options">How many threads to use.</param>
    /// <param name="cancellation">Stops between pages.</param>
    /// <exception cref="OperationCanceledException">The counting was stopped.</exception>
    public static OverlapMatrix Count(IReadOnlyList<CustomerSet> sets, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        var counts = new int[sets.Count * sets.Count];
        var paged = sets.Select(s => s.ByPage()).ToArray();
        int[] pages = [.. paged.SelectMany(p => p.Pages).Select(p => (int)p).Distinct()];
        var threads = Math.Clamp(pages.Length, 1, (options ?? EvaluationOptions.Default).Threads);
        var next = -1;
        void Work()
        {
            var overlap = new PageOverlap(paged);
            while (Interlocked.Increment(ref next) is var at && at < pages.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                overlap.Add((ushort)pages[at]);
            }

            lock (counts)
            {
                for (var i = 0; i < counts.Length; i++)
                    counts[i] += overlap.Counts[i];
            }
        }

        Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, [.. Enumerable.Repeat<Action>(Work, threads)]);
        for (var i = 0; i < sets.Count; i++)
            counts[(i * sets.Count) + i] = sets[i].Count;
        return new OverlapMatrix(sets.Count, counts);
    }
}
