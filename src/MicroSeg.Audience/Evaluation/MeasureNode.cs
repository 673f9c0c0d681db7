using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Reduces each customer's selected events to a value and asks whether it satisfies the measure's operators.</summary>
/// <param name="id">Its place in the plan.</param>
/// <param name="events">The event type.</param>
/// <param name="selection">The matching events.</param>
/// <param name="before">Those of the window before; null when the measure does not ask for them.</param>
/// <param name="measure">The measure.</param>
/// <param name="property">The measure's property, or -1.</param>
/// <param name="test">The measure's operators.</param>
internal sealed class MeasureNode(int id, int events, PlanNode selection, PlanNode? before, Measure measure, int property, ValueTest test) : PlanNode(id, Customers)
{
    private readonly bool _needsClock = measure.Uses.HasFlag(TimeUse.Zone);

    public override IReadOnlyList<PlanNode> Inputs { get; } = before is null ? [selection] : [selection, before];

    public override int Cost => 30 + selection.Cost + (before?.Cost ?? 0);

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (measure.OfNothing is { } nothing && test.Passes(block, null, nothing, 0))
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(events, out var table, out var from, out var to))
            return;
        var selected = block.Bits(selection);
        var selectedBefore = before is null ? default : block.Bits(before);
        var column = property < 0 ? null : table.Property(property);
        var dictionary = property < 0 ? null : block.Dictionary(events, property);
        // What is the same for all customers is found once.
        var keys = test is KeyTest { UsesZone: false, IsKeySet: true } keyTest ? keyTest.Keys(block, 0) : null;
        var starts = table.RunStarts.Slice(from, to - from + 1);
        var customers = table.RunCustomers[from..to];
        for (var run = 0; run < customers.Length; run++)
        {
            var (start, end) = (starts[run] - starts[0], starts[run + 1] - starts[0]);
            var rows = RunSelection.Rows(measure.Needs, selected, start, end, starts[0], block.Scratch);
            var rowsBefore = before is null ? default : RunSelection.Rows(selectedBefore, start, end, starts[0], block.Scratch.Before);
            if (rows.IsEmpty && rowsBefore.IsEmpty)
                continue;
            var customer = customers[run] - block.FirstRow;
            var zone = _needsClock ? block.ZoneOf(customer) : 0;
            var found = new EventRows(table.Times, column, rows, block.Scratch) { Before = rowsBefore, Total = rows.Length, Clock = _needsClock ? block.Instant.Clock(zone) : null };
            var holds = measure.TryReduce(found, out var value)
                && (keys?.Contains(value.Numerator, value.Denominator) ?? test.Passes(block, dictionary, value, zone))
                && measure.Admits(found);
            var bit = 1UL << customer;
            ref var word = ref bits[customer >> 6];
            word = holds ? word | bit : word & ~bit;
        }
    }
}
