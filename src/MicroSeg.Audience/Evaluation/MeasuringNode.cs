using MicroSeg.Audience.Evaluation.Explaining;

namespace MicroSeg.Audience.Evaluation;

/// <summary>A node that reduces each customer's selected events to a result and judges it.</summary>
/// <param name="id">Its place in the plan.</param>
/// <param name="events">The event type.</param>
/// <param name="selection">The matching events.</param>
/// <param name="before">Those of the window before; null when the measure does not ask for them.</param>
internal abstract class MeasuringNode(int id, int events, PlanNode selection, PlanNode? before) : PlanNode(id, Customers)
{
    /// <summary>The event type.</summary>
    public int Events => events;

    /// <summary>The matching events.</summary>
    public PlanNode Selection => selection;

    /// <summary>The matching events of the window before, or null.</summary>
    public PlanNode? Before => before;

    public override IReadOnlyList<PlanNode> Inputs { get; } = before is null ? [selection] : [selection, before];

    /// <summary>What the node came to for the one customer of a block.</summary>
    public abstract MeasureReading Read(Block block);
}
