namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// A step of a plan that gives a bit per row: per customer of a block or, for filters of events, per event of one type of the block's
/// customers. Bits beyond the last row are 0.
/// </summary>
internal abstract class PlanNode(int id, int eventIndex)
{
    /// <summary>The domain of nodes about customers.</summary>
    public const int Customers = -1;

    /// <summary>Its place in the plan.</summary>
    public int Id => id;

    /// <summary>The event type whose events the bits are about; <see cref="Customers"/> when they are about customers.</summary>
    public int EventIndex => eventIndex;

    /// <summary>What it costs beside others, so that groups can ask the cheap ones first.</summary>
    public virtual int Cost => 1;

    /// <summary>The nodes whose bits this one reads.</summary>
    public virtual IReadOnlyList<PlanNode> Inputs => [];

    /// <summary>
    /// Whether <see cref="NextChange"/> may have something to say. True unless a kind of node knows better, so that no one forgets to be asked.
    /// </summary>
    public virtual bool ChangesWithTime => true;

    /// <summary>Computes the bits of a block, whose words are 0 at first.</summary>
    public abstract void Evaluate(Block block, Span<ulong> bits);

    /// <summary>
    /// Lowers the instants at which the node's own part of the answer may change because time passes and nothing else happens; its inputs speak for
    /// themselves. It may name an instant too early, at which nothing changes, and never one too late.
    /// </summary>
    /// <param name="block">The block, on the instant of its evaluation.</param>
    /// <param name="due">
    /// By customer of the block, also for a node about events: the earliest second, since 1970 and later than the instant of the evaluation;
    /// <see cref="ZoneClock.Never"/> for never.
    /// </param>
    public virtual void NextChange(Block block, Span<long> due)
    {
    }

    /// <summary>The context that the node hands on for the one customer of a block, for whom it holds; null when it has none.</summary>
    public virtual SegmentContext? FindContext(Block block) => null;
}
