using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Reduces each customer's selected events to a value and asks whether it satisfies the measure's operators.</summary>
internal sealed class MeasureNode(int id, int events, PlanNode selection, Measure measure, int property, ValueTest test) : PlanNode(id, Customers)
{
    public override IReadOnlyList<PlanNode> Inputs => [selection];

    public override bool ChangesWithTime => test.UsesInstant;

    public override int Cost => 30 + selection.Cost;

    /// <summary>When the result stays as it is and yet ceases, or begins, to be what is asked for.</summary>
    public override void NextChange(Block block, Span<long> due)
    {
        if (!block.TryGetEvents(events, out var table, out var from, out var to))
            return;
        var selected = block.Bits(selection);
        var column = property < 0 ? null : table.Property(property);
        var starts = table.RunStarts.Slice(from, to - from + 1);
        for (var run = 0; run < to - from; run++)
        {
            var rows = RunSelection.Rows(measure.Needs, selected, starts[run] - starts[0], starts[run + 1] - starts[0], starts[0], block.Scratch);
            if (rows.IsEmpty || !measure.TryReduce(new EventRows(table.Times, column, rows, block.Scratch), out var value))
                continue;
            var customer = table.RunCustomers[from + run] - block.FirstRow;
            due[customer] = Math.Min(due[customer], test.NextChange(block, (long)value.Numerator, test.UsesZone ? block.ZoneOf(customer) : 0));
        }
    }

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (measure.OfNothing is { } nothing && test.Passes(block, null, nothing, 0))
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(events, out var table, out var from, out var to))
            return;
        var selected = block.Bits(selection);
        var column = property < 0 ? null : table.Property(property);
        var dictionary = property < 0 ? null : block.Dictionary(events, property);
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
}
