namespace MicroSeg.Audience.Evaluation;

/// <summary>Goes over the customers of a block who have events of a sequence's first type, with their runs of the other types.</summary>
/// <param name="block">The block.</param>
/// <param name="lanes">The event types.</param>
/// <param name="runs">Receives the customer's run of each; -1 for none.</param>
internal ref struct SequenceRuns(Block block, SequenceLane[] lanes, Span<int> runs)
{
    private readonly Span<int> _runs = runs;
    private bool _hasBegun;

    /// <summary>The customer within the block.</summary>
    public int Customer { get; private set; }

    public bool MoveNext()
    {
        if (!block.TryGetEvents(lanes[0].Events, out var table, out var from, out var to))
            return false;
        if (!_hasBegun)
            Begin(from);
        if (++_runs[0] >= to)
            return false;
        var row = table.RunCustomers[_runs[0]];
        Customer = row - block.FirstRow;
        for (var lane = 1; lane < lanes.Length; lane++)
            Follow(lane, row);
        return true;
    }

    private void Begin(int from)
    {
        _hasBegun = true;
        _runs.Fill(-1);
        _runs[0] = from - 1;
    }

    // A run is kept as it is where the customer has it, and as its complement, which is negative, where the customer has none.
    private readonly void Follow(int lane, ushort row)
    {
        if (!block.TryGetEvents(lanes[lane].Events, out var table, out var from, out var to))
            return;
        ref var run = ref _runs[lane];
        if (run < 0)
            run = Math.Max(~run, from);
        while (run < to && table.RunCustomers[run] < row)
            run++;
        if (run == to || table.RunCustomers[run] != row)
            run = ~run;
    }
}
