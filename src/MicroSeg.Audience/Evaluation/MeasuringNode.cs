using MicroSeg.Audience.Evaluation.Explaining;

namespace MicroSeg.Audience.Evaluation;

/// <summary>A node that reduces a customer's selected events to a result and judges it.</summary>
internal abstract class MeasuringNode(int id, int events, PlanNode selection) : PlanNode(id, Customers)
{
    /// <summary>The event type.</summary>
    public int Events => events;

    /// <summary>The matching events.</summary>
    public PlanNode Selection => selection;

    public override IReadOnlyList<PlanNode> Inputs => [selection];

    /// <summary>What the node came to for the one customer of a block.</summary>
    public abstract MeasureReading Read(Block block);

    /// <summary>The selected events of the one customer of a block, good until the block's scratch memory is used again.</summary>
    protected ReadOnlySpan<int> RowsOfOne(Block block)
    {
        if (!block.TryGetEvents(events, out var table, out var from, out _))
            return default;
        var (start, end) = (table.RunStarts[from], table.RunStarts[from + 1]);
        return RunSelection.Rows(block.Bits(selection), 0, end - start, start, block.Scratch);
    }
}
