namespace MicroSeg.Audience.Evaluation;

/// <summary>Those who are no members of a segment, and whose last membership ended some time ago. Those who leave in the very evaluation leave at its instant.</summary>
internal sealed class LeftNode(int id, PlanNode member, string segment, AgeTest age) : PlanNode(id, Customers)
{
    public override IReadOnlyList<PlanNode> Inputs => [member];

    public override int Cost => 20 + member.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        var past = block.Facts.PastOf(segment);
        foreach (var customer in Others(block))
        {
            if (TryGetLeft(block, past, customer, out var left) && age.Passes(block, customer, left))
                bits[customer >> 6] |= 1UL << customer;
        }
    }

    public override void NextChange(Block block, Span<long> due)
    {
        var past = block.Facts.PastOf(segment);
        foreach (var customer in Others(block))
        {
            if (TryGetLeft(block, past, customer, out var left))
                due[customer] = Math.Min(due[customer], age.NextChange(block, customer, left));
        }
    }

    private static bool TryGetLeft(Block block, ISegmentPast past, int customer, out long left)
    {
        var ordinal = block.FirstOrdinal + customer;
        if (past.TryGetLeft(ordinal, out left))
            return left <= block.Instant.AsOf;
        left = block.Instant.AsOf;
        return past.TryGetSince(ordinal, out var since) && since <= left;
    }

    private SetBits Others(Block block) => new(block.Bits(member), block.Count);
}
