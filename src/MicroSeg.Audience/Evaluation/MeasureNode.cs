using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Reduces each customer's selected events to a value and asks whether it satisfies the measure's operators.</summary>
internal sealed class MeasureNode(int id, int events, PlanNode selection, Measure measure, int property, ValueTest test) : MeasuringNode(id, events, selection)
{
    public override int Cost => 30 + Selection.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (measure.OfNothing is { } nothing && test.Passes(block, null, nothing, 0))
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(Events, out var table, out var from, out var to))
            return;
        var selected = block.Bits(Selection);
        var column = property < 0 ? null : table.Property(property);
        var dictionary = property < 0 ? null : block.Dictionary(Events, property);
        // What is the same for all customers is found once.
        var keys = test is KeyTest { UsesZone: false, IsKeySet: true } keyTest ? keyTest.Keys(block, 0) : null;
        var starts = table.RunStarts.Slice(from, to - from + 1);
        var customers = table.RunCustomers[from..to];
        for (var run = 0; run < customers.Length; run++)
        {
            var rows = RunSelection.Rows(measure.Needs, selected, starts[run] - starts[0], starts[run + 1] - starts[0], starts[0], block.Scratch);
            if (rows.IsEmpty)
                continue;
            var customer = customers[run] - block.FirstRow;
            var holds = measure.TryReduce(new EventRows(table.Times, column, rows, block.Scratch), out var value)
                && (keys?.Contains(value.Numerator, value.Denominator) ?? test.Passes(block, dictionary, value, test.UsesZone ? block.ZoneOf(customer) : 0));
            var bit = 1UL << customer;
            ref var word = ref bits[customer >> 6];
            word = holds ? word | bit : word & ~bit;
        }
    }

    public override MeasureReading Read(Block block)
    {
        var rows = RowsOfOne(block);
        if (rows.IsEmpty)
            return new MeasureReading([new ExplainedValue(measure.Name, measure.OfNothing?.ToValue(measure.ResultType))], []);
        var table = block.Events(Events).Table;
        var found = measure.TryReduce(new EventRows(table.Times, property < 0 ? null : table.Property(property), rows, block.Scratch), out var value);
        var dictionary = property < 0 ? null : block.Dictionary(Events, property);
        return new MeasureReading([new ExplainedValue(measure.Name, found ? measure.Show(value, dictionary, block.Instant.AsOf) : null)], rows.ToArray());
    }
}
