using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Index;
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
internal sealed class MeasureNode(int id, int events, PlanNode selection, PlanNode? before, Measure measure, int property, ValueTest test)
    : MeasuringNode(id, events, selection, before)
{
    private readonly bool _needsClock = measure.Uses.HasFlag(TimeUse.Zone);
    private readonly int _least = measure.LeastEvents;

    public override int Cost => 30 + Selection.Cost + (Before?.Cost ?? 0);

    public override bool ChangesWithTime => test.UsesInstant || measure.ChangesWithTime;

    /// <summary>When the same events come to another result, or the result ceases, or begins, to be what is asked for.</summary>
    public override void NextChange(Block block, Span<long> due)
    {
        if (!block.TryGetEvents(Events, out var table, out var from, out var to))
            return;
        var selected = block.Bits(Selection);
        var selectedBefore = Before is null ? default : block.Bits(Before);
        var starts = table.RunStarts;
        for (var run = from; run < to; run++)
        {
            if (IsHopeless(selected, selectedBefore, starts[run] - starts[from], starts[run + 1] - starts[from]))
                continue;
            var customer = table.RunCustomers[run] - block.FirstRow;
            var rows = RowsOf(block, table, run, starts[from], selected, selectedBefore);
            if (rows.IsEmpty || !measure.TryReduce(rows, out var value))
                continue;
            var change = test.NextChange(block, (long)value.Numerator, test.UsesZone ? block.ZoneOf(customer) : 0);
            due[customer] = Math.Min(due[customer], Math.Min(change, measure.NextChange(rows)));
        }
    }

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (measure.OfNothing is { } nothing && test.Passes(block, null, nothing, 0))
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(Events, out var table, out var from, out var to))
            return;
        var dictionary = property < 0 ? null : block.Dictionary(Events, property);
        // What is the same for all customers is found once.
        var keys = test is KeyTest { UsesZone: false, IsKeySet: true } keyTest ? keyTest.Keys(block, 0) : null;
        var selected = block.Bits(Selection);
        var selectedBefore = Before is null ? default : block.Bits(Before);
        var starts = table.RunStarts;
        for (var run = from; run < to; run++)
        {
            if (IsHopeless(selected, selectedBefore, starts[run] - starts[from], starts[run + 1] - starts[from]))
                continue;
            var rows = RowsOf(block, table, run, starts[from], selected, selectedBefore);
            if (rows.IsEmpty)
                continue;
            var customer = table.RunCustomers[run] - block.FirstRow;
            var holds = measure.TryReduce(rows, out var value)
                && (keys?.Contains(value.Numerator, value.Denominator) ?? test.Passes(block, dictionary, value, test.UsesZone ? block.ZoneOf(customer) : 0))
                && measure.Admits(rows);
            var bit = 1UL << customer;
            ref var word = ref bits[customer >> 6];
            word = holds ? word | bit : word & ~bit;
        }
    }

    public override MeasureReading Read(Block block)
    {
        var rows = default(EventRows);
        if (block.TryGetEvents(Events, out var table, out var from, out _))
            rows = RowsOf(block, table, from, table.RunStarts[from], block.Bits(Selection), Before is null ? default : block.Bits(Before));
        var seen = measure.Explain(rows, property < 0 ? null : block.Dictionary(Events, property), block.Instant.AsOf);
        return new MeasureReading(seen, RunSelection.RowsOfOne(block, Selection).ToArray());
    }

    /// <summary>Whether the result is missing, or certain not to be what is asked for, by the number of a customer's events alone.</summary>
    private bool IsHopeless(ReadOnlySpan<ulong> selected, ReadOnlySpan<ulong> selectedBefore, int start, int end) =>
        (_least > 1 && RunSelection.Count(selected, start, end) < _least) || (Before is not null && RunSelection.Count(selectedBefore, start, end) == 0);

    /// <summary>What a customer has to measure.</summary>
    private EventRows RowsOf(Block block, EventTable table, int run, int firstRow, ReadOnlySpan<ulong> selected, ReadOnlySpan<ulong> selectedBefore)
    {
        var (start, end) = (table.RunStarts[run] - firstRow, table.RunStarts[run + 1] - firstRow);
        var rows = RunSelection.Rows(measure.Needs, selected, start, end, firstRow, block.Scratch);
        return new EventRows(table.Times, property < 0 ? null : table.Property(property), rows, block.Scratch)
        {
            Before = Before is null ? default : RunSelection.Rows(selectedBefore, start, end, firstRow, block.Scratch.Before),
            Total = rows.Length,
            Clock = _needsClock ? block.Instant.Clock(block.ZoneOf(table.RunCustomers[run] - block.FirstRow)) : null,
        };
    }
}
