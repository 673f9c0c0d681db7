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

    // Of so many ranges in each zone, such as a season's of some years, each is compared with all rows.
    private const int MostRanges = 4;

    public override int Cost => EventIndex == Customers ? 1 : 4;

    public override bool ChangesWithTime => test is { UsesInstant: true } && exists != false;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        var wantsMissing = orMissing || (exists == false && test is null);
        if (block.Column(EventIndex, property) is not { } column)
        {
            if (wantsMissing)
                block.SetAll(EventIndex, bits);
            return;
        }

        var (from, count) = (block.FirstRowOf(EventIndex), block.RowCount(EventIndex));
        // A value that does not exist satisfies no operator, so the two together hold for no one.
        if (test is not null && exists != false)
            Scan(block, column, from, count, bits);
        else if (exists == true)
            ColumnScan.Present(column, from, count, bits);
        if (wantsMissing)
            ColumnScan.Range(column, from, count, 0, 0, bits);
    }

    public override void NextChange(Block block, Span<long> due)
    {
        if (EventIndex != Customers)
            NextChangeOfRuns(block, due);
        else if (block.Column(Customers, property) is { } column)
            test!.NextChangeOfCustomers(block, column, due);
    }

    private void NextChangeOfRuns(Block block, Span<long> due)
    {
        if (!block.TryGetEvents(EventIndex, out var table, out var fromRun, out var toRun) || block.Column(EventIndex, property) is not { } column)
            return;
        if (property == Time)
        {
            test!.NextChangeOfTimes(block, new EventSlice(table, fromRun, toRun), due);
            return;
        }

        for (var run = fromRun; run < toRun; run++)
        {
            var customer = table.RunCustomers[run] - block.FirstRow;
            var zone = test!.UsesZone ? block.ZoneOf(customer) : 0;
            for (var row = table.RunStarts[run]; row < table.RunStarts[run + 1]; row++)
            {
                if (column.TryGetKey(row, out var key))
                    due[customer] = Math.Min(due[customer], test.NextChange(block, key, zone));
            }
        }
    }

    private void Scan(Block block, CodeColumn column, int from, int count, Span<ulong> bits)
    {
        var dictionary = column.IsDictionaryCoded ? block.Dictionary(EventIndex, property) : null;
        if (!test!.UsesZone || block.Zones.Count == 1)
            test.Scan(block, column, dictionary, from, count, test.UsesZone ? block.ZoneOf(0) : 0, bits);
        else if (EventIndex == Customers)
            test.ScanZones(block, column, from, count, bits);
        else
            ScanRuns(block, column, dictionary, bits);
    }

    private void ScanRuns(Block block, CodeColumn column, PropertyDictionary? dictionary, Span<ulong> bits)
    {
        var (table, fromRun, toRun) = block.Events(EventIndex);
        var starts = table.RunStarts;
        var ranges = block.Scratch.Ranges(block.Zones.Count * MostRanges);
        ranges.Fill((1, 0));
        var (areRanges, most) = (true, 0);
        for (var zone = 0; zone < block.Zones.Count; zone++)
        {
            areRanges &= test!.TryGetRanges(block, column, block.Zones[zone], ranges.Slice(zone * MostRanges, MostRanges), out var count);
            most = Math.Max(most, count);
        }

        for (var run = fromRun; run < toRun; run++)
        {
            var customer = table.RunCustomers[run] - block.FirstRow;
            var (start, end) = (starts[run], starts[run + 1]);
            if (!areRanges)
            {
                ScanRun(block, column, dictionary, start, end, block.ZoneOf(customer), bits, starts[fromRun]);
                continue;
            }

            foreach (var range in ranges.Slice(block.ZoneIndexOf(customer) * MostRanges, most))
                ColumnScan.RangeAt(column, start, end - start, range, start - starts[fromRun], bits);
        }
    }

    private void ScanRun(Block block, CodeColumn column, PropertyDictionary? dictionary, int start, int end, int zone, Span<ulong> bits, int offset)
    {
        for (var row = start; row < end; row++)
        {
            if (column.TryGetKey(row, out var key) && test!.Passes(block, dictionary, key, zone))
                bits[(row - offset) >> 6] |= 1UL << (row - offset);
        }
    }
}
