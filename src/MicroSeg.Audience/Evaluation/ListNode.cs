namespace MicroSeg.Audience.Evaluation;

/// <summary>Whoever the host lists for a segment.</summary>
internal sealed class ListNode(int id, string segment) : PlanNode(id, Customers)
{
    public override bool ChangesWithTime => false;

    public override void Evaluate(Block block, Span<ulong> bits) => block.Facts.ListOf(segment).CopyRowBits(block.PageNumber, block.FirstRow, block.Count, bits);
}
