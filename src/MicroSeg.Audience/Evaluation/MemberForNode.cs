namespace MicroSeg.Audience.Evaluation;

/// <summary>The members of a segment whose present membership is of some age. Those who enter in the very evaluation have been members for no time.</summary>
internal sealed class MemberForNode(int id, PlanNode member, string segment, AgeTest age) : PlanNode(id, Customers)
{
    public override IReadOnlyList<PlanNode> Inputs => [member];

    public override int Cost => 20 + member.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        var past = block.Facts.PastOf(segment);
        foreach (var customer in new SetBits(block.Bits(member)))
        {
            if (age.Passes(block, customer, SinceOf(block, past, customer)))
                bits[customer >> 6] |= 1UL << customer;
        }
    }

    public override void NextChange(Block block, Span<long> due)
    {
        var past = block.Facts.PastOf(segment);
        foreach (var customer in new SetBits(block.Bits(member)))
            due[customer] = Math.Min(due[customer], age.NextChange(block, customer, SinceOf(block, past, customer)));
    }

    private static long SinceOf(Block block, ISegmentPast past, int customer) =>
        past.TryGetSince(block.FirstOrdinal + customer, out var since) ? Math.Min(since, block.Instant.AsOf) : block.Instant.AsOf;
}
