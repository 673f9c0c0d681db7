namespace MicroSeg.Audience.Evaluation;

/// <summary>Those who are no members of a segment, and whose last membership ended some time ago. Those who leave in the very evaluation leave at its instant.</summary>
internal sealed class LeftNode(int id, PlanNode member, string segment, AgeTest age) : PastNode(id, member, segment)
{
    public override int Cost => 20 + Member.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        var past = block.Facts.PastOf(Segment);
        foreach (var customer in Others(block))
        {
            if (TryGetLeft(block, past, customer, out var left) && age.Passes(block, customer, left))
                bits[customer >> 6] |= 1UL << customer;
        }
    }

    public override void NextChange(Block block, Span<long> due)
    {
        var past = block.Facts.PastOf(Segment);
        foreach (var customer in Others(block))
        {
            if (TryGetLeft(block, past, customer, out var left))
                due[customer] = Math.Min(due[customer], age.NextChange(block, customer, left));
        }
    }

    /// <summary>When the one customer of a block, no member, last left; null for others, and for who never was one.</summary>
    public long? LeftOf(Block block) => block.Bits(Member)[0] == 0 && TryGetLeft(block, block.Facts.PastOf(Segment), customer: 0, out var left) ? left : null;

    private static bool TryGetLeft(Block block, ISegmentPast past, int customer, out long left)
    {
        var ordinal = block.FirstOrdinal + customer;
        if (past.TryGetLeft(ordinal, out left))
            return left <= block.Instant.AsOf;
        left = block.Instant.AsOf;
        return past.TryGetSince(ordinal, out var since) && since <= left;
    }

    private SetBits Others(Block block) => new(block.Bits(Member), block.Count);
}
