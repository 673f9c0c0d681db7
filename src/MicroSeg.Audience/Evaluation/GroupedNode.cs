using System.Diagnostics;
using MicroSeg.Audience.Evaluation.Explaining;
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
internal sealed class GroupedNode(int id, Grouping grouping) : MeasuringNode(id, grouping.Events, grouping.Selection)
{
    // A count that so many events cannot reach need not be asked group by group.
    private readonly int _least = grouping.Measure is CountMeasure count && grouping.Groups.AtLeast > 0
        ? new CountVerdicts(Rules.Operators.ValueOperators.FixedKeys(count.Operators)).Least
        : 0;

    public override int Cost => 60 + Selection.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (grouping.Groups.AtLeast == 0)
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(Events, out var table, out var from, out var to) || table.Property(grouping.Per) is null)
            return;
        var selected = block.Bits(Selection);
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

    public override SegmentContext? FindContext(Block block)
    {
        var (best, holding) = Rank(block);
        return holding > 0 ? new SegmentContext(grouping.PerName, best!.Value!.Value, grouping.Measure.Name, Show(block, best)) : null;
    }

    public override MeasureReading Read(Block block)
    {
        var (best, holding) = Rank(block);
        if (best?.Value is not { } winner)
            return new MeasureReading([new ExplainedValue(grouping.Measure.Name, null)], [], null, 0);
        foreach (var group in new EventGroups(block.Events(Events).Table.Property(grouping.Per)!, RowsOfOne(block), block.Scratch))
        {
            if (group.Key == best.Key)
                return new MeasureReading([new ExplainedValue(grouping.Measure.Name, Show(block, best))], group.Rows.ToArray(), new ExplainedValue(grouping.PerName, winner), holding);
        }

        throw new UnreachableException("The best group is one of the groups.");
    }

    private PropertyValue Show(Block block, BestGroup best) =>
        grouping.Measure.Show(best.Result, grouping.Property < 0 ? null : block.Dictionary(Events, grouping.Property), block.Instant.AsOf);

    /// <summary>The best of the one customer's groups that satisfy the measure, or of all that have a result when none does, and how many satisfy it.</summary>
    private (BestGroup? Best, int Holding) Rank(Block block)
    {
        if (!block.TryGetEvents(Events, out var table, out _, out _) || table.Property(grouping.Per) is not { } per)
            return (null, 0);
        var zone = grouping.Test.UsesZone ? block.ZoneOf(0) : 0;
        BestGroup holding = NewBest(), other = NewBest();
        var count = 0;
        foreach (var group in new EventGroups(per, RowsOfOne(block), block.Scratch))
        {
            if (!TryReduce(block, table, group.Rows, out var value, out var dictionary))
                continue;
            var passes = grouping.Test.Passes(block, dictionary, value, zone);
            count += passes ? 1 : 0;
            (passes ? holding : other).Offer(group.Key, value, new EventRows(table.Times, null, group.Rows, block.Scratch).TimeOf(group.Rows.Length - 1));
        }

        return (count > 0 ? holding : other, count);

        BestGroup NewBest() => new(grouping.Measure, block.Dictionary(Events, grouping.Per), grouping.PerType);
    }

    private bool CountGroups(Block block, EventTable table, ReadOnlySpan<int> rows, int customer)
    {
        var zone = grouping.Test.UsesZone ? block.ZoneOf(customer) : 0;
        var count = 0;
        foreach (var group in new EventGroups(table.Property(grouping.Per)!, rows, block.Scratch))
        {
            if (Passes(block, table, group.Rows, zone) && ++count >= Math.Max(grouping.Groups.AtLeast, 1))
                return grouping.Groups.AtLeast > 0;
        }

        return grouping.Groups.AtLeast == 0;
    }

    private bool Passes(Block block, EventTable table, ReadOnlySpan<int> rows, int zone) =>
        TryReduce(block, table, rows, out var value, out var dictionary) && grouping.Test.Passes(block, dictionary, value, zone);

    private bool TryReduce(Block block, EventTable table, ReadOnlySpan<int> rows, out MeasureValue value, out PropertyDictionary? dictionary)
    {
        var column = grouping.Property < 0 ? null : table.Property(grouping.Property);
        dictionary = column is { IsDictionaryCoded: true } ? block.Dictionary(Events, grouping.Property) : null;
        return grouping.Measure.TryReduce(new EventRows(table.Times, column, rows, block.Scratch), out value);
    }
}
