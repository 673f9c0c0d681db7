namespace MicroSeg.Audience.Evaluation;

/// <summary>Who belonged to a segment at an instant: as recorded when it has passed, by the segment's own verdict when it is the instant of the evaluation.</summary>
internal sealed class MembersAtNode(int id, PlanNode member, string segment, long seconds) : PastNode(id, member, segment)
{
    public override int Cost => 1 + Member.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (seconds < block.Instant.AsOf)
            block.Facts.MembersAt(Segment, seconds).CopyRowBits(block.PageNumber, block.FirstRow, block.Count, bits);
        else if (seconds == block.Instant.AsOf)
            block.Bits(Member).CopyTo(bits);
    }

    public override void NextChange(Block block, Span<long> due)
    {
        // From the instant to the next second the answer passes from the verdict to the record, which may know better.
        var next = seconds > block.Instant.AsOf ? seconds : seconds == block.Instant.AsOf ? seconds + 1 : long.MaxValue;
        for (var i = 0; i < due.Length; i++)
            due[i] = Math.Min(due[i], next);
    }
}
