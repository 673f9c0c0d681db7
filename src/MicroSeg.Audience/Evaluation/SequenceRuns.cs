using System.Numerics;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Goes over some customers of a block, with their runs of a sequence's event types.</summary>
/// <param name="block">The block.</param>
/// <param name="customers">A bit for each that is wanted.</param>
/// <param name="lanes">The event types.</param>
/// <param name="runs">Receives the customer's run of each; a negative number for none.</param>
internal ref struct SequenceRuns(Block block, ReadOnlySpan<ulong> customers, SequenceLane[] lanes, Span<int> runs)
{
    private readonly ReadOnlySpan<ulong> _customers = customers;
    private readonly Span<int> _runs = runs;
    private ulong _left;
    private int _word = -1;

    /// <summary>The customer within the block.</summary>
    public int Customer { get; private set; }

    public bool MoveNext()
    {
        while (_left == 0)
        {
            if (++_word == _customers.Length)
                return false;
            _left = _customers[_word];
            if (_word == 0)
                _runs.Fill(-1);
        }

        Customer = (_word << 6) + BitOperations.TrailingZeroCount(_left);
        _left &= _left - 1;
        for (var lane = 0; lane < lanes.Length; lane++)
            Follow(lane, block.FirstRow + Customer);
        return true;
    }

    // A run is kept as it is where the customer has it, and as its complement, which is negative, where the customer has none.
    private readonly void Follow(int lane, int row)
    {
        if (!block.TryGetEvents(lanes[lane].Events, out var table, out var from, out var to))
            return;
        ref var run = ref _runs[lane];
        if (run < 0)
            run = Math.Max(~run, from);
        var runCustomers = table.RunCustomers;
        while (run < to && runCustomers[run] < row)
            run++;
        if (run == to || runCustomers[run] != row)
            run = ~run;
    }
}
