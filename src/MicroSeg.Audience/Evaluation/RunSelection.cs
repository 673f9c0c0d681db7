using System.Numerics;
using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Reads the selected rows of one customer's run from the bits over all rows.</summary>
internal static class RunSelection
{
    /// <summary>How many of the rows from <paramref name="start"/> up to, without, <paramref name="end"/> are selected.</summary>
    public static int Count(ReadOnlySpan<ulong> bits, int start, int end)
    {
        var (first, last) = (start >> 6, (end - 1) >> 6);
        var head = ulong.MaxValue << start;
        var tail = ulong.MaxValue >> -end;
        if (first == last)
            return BitOperations.PopCount(bits[first] & head & tail);
        var count = BitOperations.PopCount(bits[first] & head) + BitOperations.PopCount(bits[last] & tail);
        for (var word = first + 1; word < last; word++)
            count += BitOperations.PopCount(bits[word]);
        return count;
    }

    /// <summary>Lists the selected rows, or just the first or last of them.</summary>
    public static ReadOnlySpan<int> Rows(RowsNeeded needed, ReadOnlySpan<ulong> bits, int start, int end, int offset, Scratch scratch)
    {
        if (needed == RowsNeeded.All)
            return Rows(bits, start, end, offset, scratch);
        var (first, last) = (start >> 6, (end - 1) >> 6);
        var step = needed == RowsNeeded.First ? 1 : -1;
        for (var word = step > 0 ? first : last; word >= first && word <= last; word += step)
        {
            var left = bits[word];
            if (word == first)
                left &= ulong.MaxValue << start;
            if (word == last)
                left &= ulong.MaxValue >> -end;
            if (left == 0)
                continue;
            var row = scratch.Rows(1);
            row[0] = (word << 6) + (step > 0 ? BitOperations.TrailingZeroCount(left) : BitOperations.Log2(left)) + offset;
            return row;
        }

        return default;
    }

    /// <summary>Lists the rows that a node about events selects for the one customer of a block; good until the block's scratch memory is used again.</summary>
    public static ReadOnlySpan<int> RowsOfOne(Block block, PlanNode selection)
    {
        if (!block.TryGetEvents(selection.EventIndex, out var table, out var from, out _))
            return default;
        var (start, end) = (table.RunStarts[from], table.RunStarts[from + 1]);
        return Rows(block.Bits(selection), 0, end - start, start, block.Scratch);
    }

    /// <summary>Lists the selected rows.</summary>
    /// <param name="bits">A bit per row.</param>
    /// <param name="start">The run's first row among the bits.</param>
    /// <param name="end">The row behind its last.</param>
    /// <param name="offset">What to add to a bit's number to get the row's.</param>
    /// <param name="scratch">Where they are put.</param>
    public static ReadOnlySpan<int> Rows(ReadOnlySpan<ulong> bits, int start, int end, int offset, Scratch scratch)
    {
        var rows = scratch.Rows(end - start);
        var count = 0;
        for (var word = start >> 6; word <= (end - 1) >> 6; word++)
        {
            var left = bits[word];
            if (word == start >> 6)
                left &= ulong.MaxValue << start;
            if (word == (end - 1) >> 6)
                left &= ulong.MaxValue >> -end;
            for (; left != 0; left &= left - 1)
                rows[count++] = (word << 6) + BitOperations.TrailingZeroCount(left) + offset;
        }

        return rows[..count];
    }
}
