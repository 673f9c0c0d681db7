namespace MicroSeg.Audience.Evaluation;

/// <summary>So many of other nodes' bits, counted in binary for 64 rows at a time.</summary>
internal sealed class AtLeastNode(int id, int eventIndex, int count, PlanNode[] children) : PlanNode(id, eventIndex)
{
    private const int Planes = 10;

    public override IReadOnlyList<PlanNode> Inputs => children;

    public override bool ChangesWithTime => false;

    public override int Cost { get; } = 1 + children.Sum(c => c.Cost);

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        block.SetAll(EventIndex, bits);
        Span<ulong> planes = stackalloc ulong[Planes];
        foreach (var child in children)
            _ = block.Bits(child);
        for (var word = 0; word < bits.Length; word++)
        {
            planes.Clear();
            foreach (var child in children)
            {
                var carry = block.Bits(child)[word];
                for (var p = 0; carry != 0; p++)
                {
                    (planes[p], carry) = (planes[p] ^ carry, planes[p] & carry);
                }
            }

            var (above, equal) = (0UL, ulong.MaxValue);
            for (var p = Planes - 1; p >= 0; p--)
            {
                var wanted = (count >> p & 1) != 0 ? ulong.MaxValue : 0;
                above |= equal & planes[p] & ~wanted;
                equal &= ~(planes[p] ^ wanted);
            }

            bits[word] &= above | equal;
        }
    }

    public override SegmentContext? FindContext(Block block) => GroupNode.FindContext(block, children);
}
