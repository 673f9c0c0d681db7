using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>What a condition with <c>per</c> consists of, in indexes.</summary>
/// <param name="Events">The event type.</param>
/// <param name="Selection">The matching events.</param>
/// <param name="Per">The property that makes the groups.</param>
/// <param name="PerName">Its name.</param>
/// <param name="PerType">Its type.</param>
/// <param name="Groups">How many groups must satisfy the measure.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Property">The measure's property, or -1.</param>
/// <param name="Test">The measure's operators.</param>
internal sealed record Grouping(int Events, PlanNode Selection, int Per, string PerName, PropertyType PerType, GroupQuantifier Groups, Measure Measure, int Property, ValueTest Test);

/// <summary>Splits each customer's selected events by a property's value and measures group by group.</summary>
internal sealed class GroupedNode(int id, Grouping grouping) : PlanNode(id, Customers)
{
    // A count that so many events cannot reach need not be asked group by group.
    private readonly int _least = grouping.Measure is CountMeasure count && grouping.Groups.AtLeast > 0
        ? new CountVerdicts(Rules.Operators.ValueOperators.FixedKeys(count.Operators)).Least
        : 0;

    public override IReadOnlyList<PlanNode> Inputs => [grouping.Selection];

    public override bool ChangesWithTime => grouping.Test.UsesInstant;

    public override int Cost => 60 + grouping.Selection.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (grouping.Groups.AtLeast == 0)
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(grouping.Events, out var table, out var from, out var to) || table.Property(grouping.Per) is null)
            return;
        var selected = block.Bits(grouping.Selection);
        var starts = table.RunStarts.Slice(from, to - from + 1);
        var customers = table.RunCustomers[from..to];
        for (var run = 0; run < customers.Length; run++)
        {
            var (start, end) = (starts[run] - starts[0], starts[run + 1] - starts[0]);
            if (_least > 0 && RunSelection.Count(selected, start, end) < Math.Max(_least, 1))
                continue;
            var customer = customers[run] - block.FirstRow;
            var rows = RunSelection.Rows(selected, start, end, starts[0], block.Scratch);
            var holds = CountGroups(block, table, rows, customer);
            var bit = 1UL << customer;
            ref var word = ref bits[customer >> 6];
            word = holds ? word | bit : word & ~bit;
        }
    }

    /// <summary>When a group's result stays as it is and yet ceases, or begins, to be what is asked for.</summary>
    public override void NextChange(Block block, Span<long> due)
    {
        if (!block.TryGetEvents(grouping.Events, out var table, out var from, out var to) || table.Property(grouping.Per) is not { } per)
            return;
        var selected = block.Bits(grouping.Selection);
        var column = grouping.Property < 0 ? null : table.Property(grouping.Property);
        var starts = table.RunStarts.Slice(from, to - from + 1);
        for (var run = 0; run < to - from; run++)
        {
            var rows = RunSelection.Rows(selected, starts[run] - starts[0], starts[run + 1] - starts[0], starts[0], block.Scratch);
            var customer = table.RunCustomers[from + run] - block.FirstRow;
            var zone = grouping.Test.UsesZone ? block.ZoneOf(customer) : 0;
            foreach (var group in new EventGroups(per, rows, block.Scratch))
            {
                if (grouping.Measure.TryReduce(new EventRows(table.Times, column, group.Rows, block.Scratch), out var value))
                    due[customer] = Math.Min(due[customer], grouping.Test.NextChange(block, (long)value.Numerator, zone));
            }
        }
    }

    public override SegmentContext? FindContext(Block block)
    {
        if (!block.TryGetEvents(grouping.Events, out var table, out var from, out _) || table.Property(grouping.Per) is null)
            return null;
        var (start, end) = (table.RunStarts[from], table.RunStarts[from + 1]);
        var rows = RunSelection.Rows(block.Bits(grouping.Selection), 0, end - start, start, block.Scratch);
        var zone = grouping.Test.UsesZone ? block.ZoneOf(0) : 0;
        var best = new BestGroup(grouping.Measure, block.Dictionary(grouping.Events, grouping.Per), grouping.PerType);
        foreach (var group in new EventGroups(table.Property(grouping.Per)!, rows, block.Scratch))
        {
            if (Passes(block, table, group.Rows, zone, out var value))
                best.Offer(group.Key, value, new EventRows(table.Times, null, group.Rows, block.Scratch).TimeOf(group.Rows.Length - 1));
        }

        if (best.Value is not { } winner)
            return null;
        var dictionary = grouping.Property < 0 ? null : block.Dictionary(grouping.Events, grouping.Property);
        return new SegmentContext(grouping.PerName, winner, grouping.Measure.Name, grouping.Measure.Show(best.Result, dictionary, block.Instant.AsOf));
    }

    private bool CountGroups(Block block, EventTable table, ReadOnlySpan<int> rows, int customer)
    {
        var zone = grouping.Test.UsesZone ? block.ZoneOf(customer) : 0;
        var count = 0;
        foreach (var group in new EventGroups(table.Property(grouping.Per)!, rows, block.Scratch))
        {
            if (Passes(block, table, group.Rows, zone, out _) && ++count >= Math.Max(grouping.Groups.AtLeast, 1))
                return grouping.Groups.AtLeast > 0;
        }

        return grouping.Groups.AtLeast == 0;
    }

    private bool Passes(Block block, EventTable table, ReadOnlySpan<int> rows, int zone, out MeasureValue value)
    {
        var column = grouping.Property < 0 ? null : table.Property(grouping.Property);
        var dictionary = column is { IsDictionaryCoded: true } ? block.Dictionary(grouping.Events, grouping.Property) : null;
        var found = grouping.Measure.TryReduce(new EventRows(table.Times, column, rows, block.Scratch), out value);
        return found && grouping.Test.Passes(block, dictionary, value, zone);
    }
}
