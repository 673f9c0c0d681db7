namespace MicroSeg.Audience.Evaluation;

/// <summary>Compares a property of each event with an attribute of its customer, which is of the same type. A missing value on either side fails.</summary>
internal sealed class AttributeComparisonNode(int id, int eventIndex, int property, int attribute, int translation, bool equal) : PlanNode(id, eventIndex)
{
    public override bool ChangesWithTime => false;

    public override int Cost => 6;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (block.Column(EventIndex, property) is not { } column || block.Column(Customers, attribute) is not { } attributes)
            return;
        var (table, fromRun, toRun) = block.Events(EventIndex);
        var (wanted, given) = (block.Dictionary(EventIndex, property), block.Dictionary(Customers, attribute));
        var codes = given is null ? null : block.Translate(translation, given, wanted!);
        var first = table.RunStarts[fromRun];
        for (var run = fromRun; run < toRun; run++)
        {
            if (!attributes.TryGetKey(table.RunCustomers[run], out var key))
                continue;
            if (codes is not null)
                key = codes.Of((int)key);
            for (var row = table.RunStarts[run]; row < table.RunStarts[run + 1]; row++)
            {
                if (column.TryGetKey(row, out var value) && (value == key) == equal)
                    bits[(row - first) >> 6] |= 1UL << (row - first);
            }
        }
    }
}
