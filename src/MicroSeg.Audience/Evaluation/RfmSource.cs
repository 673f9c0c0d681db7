using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Reads what an RFM model measures: the same events, selected and reduced in the same way, as the conditions on its scores.</summary>
internal sealed class RfmSource
{
    private readonly AudienceIndex _index;
    private readonly EvaluationOptions _options;
    private readonly RulePlan _plan;
    private readonly PlanNode _selection;
    private readonly SumMeasure _sum;
    private readonly int _event;
    private readonly int _property;

    public RfmSource(AudienceIndex index, RfmDefinition definition, EvaluationOptions options)
    {
        (_index, _options) = (index, options);
        var condition = new EventCondition(definition.Event, null, definition.Within, null, GroupQuantifier.Any, CountMeasure.AtLeastOne);
        _plan = RulePlan.Compile(index.Schema, [new SegmentDefinition("", condition)]);
        _selection = _plan.Roots[0].Inputs[0];
        _event = index.Schema.EventIndex(definition.Event);
        _property = PlanBuilder.Require(index.Schema.Events[_event].IndexOf(definition.Value), "property", definition.Value);
        ValueType = index.Schema.Events[_event].Properties[_property].Type;
        _sum = new SumMeasure(definition.Value, ValueType, []);
    }

    /// <summary>The type of the value.</summary>
    public PropertyType ValueType { get; }

    /// <summary>Adds the customers of a page who have events in the window.</summary>
    public void Read(CustomerPage page, DateTimeOffset asOf, RfmColumns columns, CancellationToken cancellation)
    {
        var block = Begin(asOf);
        for (var row = 0; row < page.Count; row += Block.Size)
        {
            cancellation.ThrowIfCancellationRequested();
            using (page.EnterRead())
            {
                block.MoveTo(page, row, Math.Min(Block.Size, page.Count - row));
                Read(block, page, columns);
            }
        }

        _plan.Return(block);
    }

    /// <summary>What is measured of one customer; null when there is nothing.</summary>
    public RfmValues? Find(CustomerPage page, int ordinal, DateTimeOffset asOf)
    {
        var columns = new RfmColumns();
        var block = Begin(asOf);
        using (page.EnterRead())
        {
            block.MoveTo(page, ordinal - page.FirstOrdinal, 1);
            Read(block, page, columns);
        }

        _plan.Return(block);
        return columns.Times is [var last]
            ? new RfmValues(DateTimeOffset.FromUnixTimeSeconds(last), asOf.ToUnixTimeSeconds() - last, (int)columns.Counts[0], PropertyValue.FromKey(ValueType, columns.Sums[0]))
            : null;
    }

    private Block Begin(DateTimeOffset asOf)
    {
        var block = _plan.Rent();
        block.Begin(_index, asOf.ToUnixTimeSeconds(), _options);
        return block;
    }

    private void Read(Block block, CustomerPage page, RfmColumns columns)
    {
        if (!block.TryGetEvents(_event, out var table, out var from, out var to))
            return;
        var selected = block.Bits(_selection);
        var starts = table.RunStarts;
        var offset = starts[from];
        for (var run = from; run < to; run++)
        {
            var rows = RunSelection.Rows(selected, starts[run] - offset, starts[run + 1] - offset, offset, block.Scratch);
            if (rows.IsEmpty || !page.IsLive(table.RunCustomers[run]))
                continue;
            var events = new EventRows(table.Times, table.Property(_property), rows, block.Scratch);
            _ = _sum.TryReduce(events, out var sum);
            columns.Times.Add(events.TimeOf(rows.Length - 1));
            columns.Counts.Add(rows.Length);
            columns.Sums.Add(KeyOf(ValueType, sum));
        }
    }

    /// <summary>The key of a sum of values of a type. What goes beyond all numbers or decimals counts as the farthest of them.</summary>
    public static long KeyOf(PropertyType type, MeasureValue sum) => type == PropertyType.Decimal
        ? (long)Int128.Clamp(sum.Numerator, long.MinValue, long.MaxValue)
        : Math.Clamp((long)sum.Numerator, PropertyValue.KeyOf(double.MinValue), PropertyValue.KeyOf(double.MaxValue));
}
