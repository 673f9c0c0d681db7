using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Operators on an attribute of the block's customers, or on a property or the time of their events.</summary>
/// <param name="id">Its place in the plan.</param>
/// <param name="eventIndex">The event type, or <see cref="PlanNode.Customers"/>.</param>
/// <param name="property">The attribute or property; <see cref="Time"/> for the events' time.</param>
/// <param name="test">The operators; null when there are none but <c>exists</c>.</param>
/// <param name="exists">What <c>exists</c> asks for, or null.</param>
/// <param name="orMissing">Whether a missing value passes the operators too.</param>
internal sealed class ColumnNode(int id, int eventIndex, int property, ValueTest? test, bool? exists, bool orMissing) : PlanNode(id, eventIndex)
{
    public const int Time = -1;

    public override int Cost => EventIndex == Customers ? 1 : 4;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        var count = block.RowCount(EventIndex);
        var from = block.FirstRowOf(EventIndex);
        if (block.Column(EventIndex, property) is not { } column)
        {
            if (orMissing || (exists == false && test is null))
                block.SetAll(EventIndex, bits);
            return;
        }

        if (test is not null)
            Scan(block, column, from, count, bits);
        if (exists == true && test is null)
            ColumnScan.Present(column, from, count, bits);
        else if (orMissing || (exists == false && test is null))
            ColumnScan.Range(column, from, count, 0, 0, bits);
        else if (exists == false)
            bits.Clear();
    }

    private void Scan(Block block, CodeColumn column, int from, int count, Span<ulong> bits)
    {
        var dictionary = column.IsDictionaryCoded ? block.Dictionary(EventIndex, property) : null;
        if (!test!.UsesZone || block.HasOneZone)
            test.Scan(block, column, dictionary, from, count, block.FirstZone, bits);
        else if (EventIndex == Customers)
            ScanByZone(block, column, dictionary, from, count, bits);
        else
            ScanRuns(block, column, dictionary, bits);
    }

    private void ScanRuns(Block block, CodeColumn column, PropertyDictionary? dictionary, Span<ulong> bits)
    {
        var (table, fromRun, toRun) = block.Events(EventIndex);
        var first = table.RunStarts[fromRun];
        for (var run = fromRun; run < toRun; run++)
        {
            var zone = block.ZoneOf(table.RunCustomers[run] - block.FirstRow);
            for (var row = table.RunStarts[run]; row < table.RunStarts[run + 1]; row++)
            {
                if (column.TryGetKey(row, out var key) && test!.Passes(block, dictionary, key, zone))
                    bits[(row - first) >> 6] |= 1UL << (row - first);
            }
        }
    }

    private void ScanByZone(Block block, CodeColumn column, PropertyDictionary? dictionary, int from, int count, Span<ulong> bits)
    {
        for (var i = 0; i < count; i++)
        {
            if (column.TryGetKey(from + i, out var key) && test!.Passes(block, dictionary, key, block.ZoneOf(i)))
                bits[i >> 6] |= 1UL << i;
        }
    }
}
