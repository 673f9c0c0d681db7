namespace MicroSeg.Audience.Evaluation;

/// <summary>How a group takes its children together.</summary>
internal enum GroupKind
{
    All,
    Any,
    None,
}

/// <summary>And, or, and not of other nodes' bits.</summary>
internal sealed class GroupNode(int id, int eventIndex, GroupKind kind, PlanNode[] children) : PlanNode(id, eventIndex)
{
    private readonly PlanNode[] _children = [.. children.OrderBy(c => c.Cost)];

    public override IReadOnlyList<PlanNode> Inputs => children;

    public override bool ChangesWithTime => false;

    public override int Cost { get; } = 1 + children.Sum(c => c.Cost);

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (kind == GroupKind.All)
        {
            block.SetAll(EventIndex, bits);
            foreach (var child in _children)
            {
                var other = block.Bits(child);
                var any = 0UL;
                for (var i = 0; i < bits.Length; i++)
                    any |= bits[i] &= other[i];
                if (any == 0)
                    return;
            }

            return;
        }

        foreach (var child in _children)
        {
            var other = block.Bits(child);
            for (var i = 0; i < bits.Length; i++)
                bits[i] |= other[i];
        }

        if (kind == GroupKind.None)
            block.Complement(EventIndex, bits);
    }

    /// <summary>That of the first child, in the rule's order, which holds and has one; what must not hold has none.</summary>
    public override SegmentContext? FindContext(Block block) => kind == GroupKind.None ? null : FindContext(block, children);

    public static SegmentContext? FindContext(Block block, PlanNode[] children)
    {
        foreach (var child in children)
        {
            if (block.Bits(child)[0] != 0 && child.FindContext(block) is { } context)
                return context;
        }

        return null;
    }
}
