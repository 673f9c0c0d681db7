using System.Diagnostics;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>What a condition with <c>per</c> consists of, in indexes.</summary>
/// <param name="Events">The event type.</param>
/// <param name="Selection">The matching events.</param>
/// <param name="Before">Those of the window before; null when the measure does not ask for them.</param>
/// <param name="Per">The property that makes the groups.</param>
/// <param name="PerName">Its name.</param>
/// <param name="PerType">Its type.</param>
/// <param name="Groups">How many groups must satisfy the measure.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Property">The measure's property, or -1.</param>
/// <param name="Test">The measure's operators.</param>
internal sealed record Grouping(
    int Events, PlanNode Selection, PlanNode? Before, int Per, string PerName, PropertyType PerType, GroupQuantifier Groups, Measure Measure, int Property, ValueTest Test);

/// <summary>Splits each customer's selected events by a property's value and measures group by group.</summary>
internal sealed class GroupedNode(int id, Grouping grouping) : MeasuringNode(id, grouping.Events, grouping.Selection, grouping.Before)
{
    // A count that so many events cannot reach need not be asked group by group.
    private readonly int _least = grouping.Measure is CountMeasure count && grouping.Groups.AtLeast > 0
        ? new CountVerdicts(Rules.Operators.ValueOperators.FixedKeys(count.Operators)).Least
        : 0;

    public override int Cost => 60 + grouping.Selection.Cost + (grouping.Before?.Cost ?? 0);

    public override bool ChangesWithTime => grouping.Test.UsesInstant || grouping.Measure.ChangesWithTime;

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
            if (RunSelection.Count(selected, starts[run] - starts[0], starts[run + 1] - starts[0]) < Math.Max(_least, 1))
                continue;
            var customer = customers[run] - block.FirstRow;
            var groups = new MeasuredGroups(grouping, block, table, starts[0], (starts[run], starts[run + 1]), customer);
            var holds = grouping.Measure.IsOfLargestGroup ? groups.LargestPasses() : CountGroups(groups);
            var bit = 1UL << customer;
            ref var word = ref bits[customer >> 6];
            word = holds ? word | bit : word & ~bit;
        }
    }

    /// <summary>When a group's same events come to another result, or that ceases, or begins, to be what is asked for.</summary>
    public override void NextChange(Block block, Span<long> due)
    {
        if (!block.TryGetEvents(grouping.Events, out var table, out var from, out var to) || table.Property(grouping.Per) is null)
            return;
        for (var run = from; run < to; run++)
        {
            var customer = table.RunCustomers[run] - block.FirstRow;
            var groups = new MeasuredGroups(grouping, block, table, table.RunStarts[from], (table.RunStarts[run], table.RunStarts[run + 1]), customer);
            while (groups.MoveNext())
                due[customer] = Math.Min(due[customer], groups.NextChange());
        }
    }

    public override SegmentContext? FindContext(Block block)
    {
        var (best, holding) = Rank(block);
        if (holding == 0)
            return null;
        var dictionary = grouping.Property < 0 ? null : block.Dictionary(grouping.Events, grouping.Property);
        return new SegmentContext(grouping.PerName, best!.Value!.Value, grouping.Measure.Name, grouping.Measure.Show(best.Result, dictionary, block.Instant.AsOf));
    }

    public override MeasureReading Read(Block block)
    {
        var (best, holding) = Rank(block);
        // Of the largest group alone the number says nothing.
        int? groupsHolding = grouping.Measure.IsOfLargestGroup ? null : holding;
        if (best?.Value is not { } winner)
            return new MeasureReading([new ExplainedValue(grouping.Measure.Name, null)], [], GroupsHolding: groupsHolding);
        _ = TryMeasure(block, out var groups);
        while (groups.MoveNext())
        {
            if (groups.Key == best.Key)
                return new MeasureReading(groups.Explain(), groups.Rows.ToArray(), new ExplainedValue(grouping.PerName, winner), groupsHolding);
        }

        throw new UnreachableException("The best group is one of the groups.");
    }

    /// <summary>The best of the one customer's groups that satisfy the measure, or of all that have a result when none does, and how many satisfy it.</summary>
    private (BestGroup? Best, int Holding) Rank(Block block)
    {
        if (!TryMeasure(block, out var groups))
            return (null, 0);
        var largestHolds = grouping.Measure.IsOfLargestGroup && block.Bits(this)[0] != 0;
        BestGroup holding = NewBest(), other = NewBest();
        var count = 0;
        while (groups.MoveNext())
        {
            // Whether the largest group passes is the verdict, and the others do not matter.
            var passes = grouping.Measure.IsOfLargestGroup ? groups.IsFound && largestHolds : groups.Passes();
            count += passes ? 1 : 0;
            if (groups.IsFound)
                (passes ? holding : other).Offer(groups.Key, groups.Value, groups.LastEvent);
        }

        return (count > 0 ? holding : other, count);

        BestGroup NewBest() => new(grouping.Measure.Ranking, block.Dictionary(grouping.Events, grouping.Per), grouping.PerType);
    }

    private bool TryMeasure(Block block, out MeasuredGroups groups)
    {
        groups = default;
        if (!block.TryGetEvents(grouping.Events, out var table, out var from, out _) || table.Property(grouping.Per) is null)
            return false;
        var (start, end) = (table.RunStarts[from], table.RunStarts[from + 1]);
        groups = new MeasuredGroups(grouping, block, table, start, (start, end), customer: 0);
        return true;
    }

    private bool CountGroups(MeasuredGroups groups)
    {
        var count = 0;
        while (groups.MoveNext())
        {
            if (groups.Passes() && ++count >= Math.Max(grouping.Groups.AtLeast, 1))
                return grouping.Groups.AtLeast > 0;
        }

        return grouping.Groups.AtLeast == 0;
    }
}
