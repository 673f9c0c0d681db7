using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Counts each customer's selected events: bits are counted, and the small counts' verdicts are known beforehand.</summary>
internal sealed class CountNode : MeasuringNode
{
    private readonly CountVerdicts _verdicts;

    public CountNode(int id, int events, PlanNode selection, CountMeasure measure)
        : base(id, events, selection, before: null)
    {
        _verdicts = new CountVerdicts(ValueOperators.FixedKeys(measure.Operators));
    }

    public override bool ChangesWithTime => false;

    public override int Cost => 10 + Selection.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (_verdicts.Of(0))
            block.SetAll(Customers, bits);
        if (!block.TryGetEvents(Events, out var table, out var from, out var to))
            return;
        var selected = block.Bits(Selection);
        var starts = table.RunStarts.Slice(from, to - from + 1);
        var customers = table.RunCustomers[from..to];
        var (offset, firstRow) = (starts[0], block.FirstRow);
        for (var run = 0; run < customers.Length; run++)
        {
            var holds = _verdicts.Of(RunSelection.Count(selected, starts[run] - offset, starts[run + 1] - offset));
            var customer = customers[run] - firstRow;
            var bit = 1UL << customer;
            ref var word = ref bits[customer >> 6];
            word = holds ? word | bit : word & ~bit;
        }
    }

    public override MeasureReading Read(Block block)
    {
        var rows = RunSelection.RowsOfOne(block, Selection);
        return new MeasureReading([ExplainedValue.Number(CountMeasure.Key, rows.Length)], rows.ToArray());
    }
}
