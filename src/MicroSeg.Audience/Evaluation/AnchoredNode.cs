using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Windows;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The events of a type that lie in a window around a date or instant of their customer's.</summary>
internal sealed class AnchoredNode(int id, int eventIndex, int attribute, AnchoredWindow window) : PlanNode(id, eventIndex)
{
    private readonly bool _usesZone = window.Uses.HasFlag(TimeUse.Zone);

    public override int Cost => 5;

    // An event's time and the anchor stay what they are.
    public override bool ChangesWithTime => false;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        if (!block.TryGetEvents(EventIndex, out var table, out var fromRun, out var toRun) || block.Column(Customers, attribute) is not { } anchors)
            return;
        var starts = table.RunStarts;
        for (var run = fromRun; run < toRun; run++)
        {
            var customer = table.RunCustomers[run];
            if (!anchors.TryGetKey(customer, out var anchor))
                continue;
            _ = table.Times.TryGetKey(starts[run], out var earliest);
            _ = table.Times.TryGetKey(starts[run + 1] - 1, out var latest);
            if (!window.MayReach(anchor, earliest, latest))
                continue;
            var (first, last) = window.Around(anchor, block.Instant.Clock(_usesZone ? block.ZoneOf(customer - block.FirstRow) : 0));
            if (table.Times.TryMapRange(first, last, out var min, out var max))
                ColumnScan.RangeAt(table.Times, starts[run], starts[run + 1] - starts[run], (min, max), starts[run] - starts[fromRun], bits);
        }
    }
}
