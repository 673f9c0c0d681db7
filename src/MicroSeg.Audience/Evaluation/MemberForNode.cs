namespace MicroSeg.Audience.Evaluation;

/// <summary>The members of a segment whose present membership is of some age. Those who enter in the very evaluation have been members for no time.</summary>
internal sealed class MemberForNode(int id, PlanNode member, string segment, AgeTest age) : PastNode(id, member, segment)
{
    public override int Cost => 20 + Member.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        var past = block.Facts.PastOf(Segment);
        foreach (var customer in new SetBits(block.Bits(Member)))
        {
            if (age.Passes(block, customer, SinceOf(block, past, customer)))
                bits[customer >> 6] |= 1UL << customer;
        }
    }

    public override void NextChange(Block block, Span<long> due)
    {
        var past = block.Facts.PastOf(Segment);
        foreach (var customer in new SetBits(block.Bits(Member)))
            due[customer] = Math.Min(due[customer], age.NextChange(block, customer, SinceOf(block, past, customer)));
    }

    /// <summary>Since when the one customer of a block, a member, has been one; null for others.</summary>
    public long? SinceOf(Block block) => block.Bits(Member)[0] != 0 ? SinceOf(block, block.Facts.PastOf(Segment), customer: 0) : null;

    private static long SinceOf(Block block, ISegmentPast past, int customer) =>
        past.TryGetSince(block.FirstOrdinal + customer, out var since) ? Math.Min(since, block.Instant.AsOf) : block.Instant.AsOf;
}
