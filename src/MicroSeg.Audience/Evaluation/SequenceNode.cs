using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>One of a sequence's event types.</summary>
/// <param name="Events">The event type.</param>
/// <param name="Same">The property that all steps share, or -1.</param>
/// <param name="Translation">Where the codes that its values have in the first type's dictionary are kept; -1 for the first type itself.</param>
internal sealed record SequenceLane(int Events, int Same, int Translation);

/// <summary>Finds chains of events in each customer's: see <see cref="SequenceCondition"/>.</summary>
/// <param name="id">Its place in the plan.</param>
/// <param name="candidates">The customers that have an event for each step that is sought.</param>
/// <param name="lanes">The event types, that of the first step first.</param>
/// <param name="steps">The steps.</param>
/// <param name="same">The property that all steps share, or null.</param>
/// <param name="gap">The longest time from one step to the next, or null.</param>
/// <param name="completed">Whether whole chains are sought, rather than those that lack the last step.</param>
internal sealed class SequenceNode(int id, PlanNode candidates, SequenceLane[] lanes, ChainStep[] steps, PropertyDefinition? same, RuleDuration? gap, bool completed) : PlanNode(id, Customers)
{
    private readonly bool _usesZone = gap is { IsCalendar: true };
    private readonly int[] _stepsOfLane = [.. lanes.Select((_, lane) => steps.Count(s => s.Lane == lane))];
    private readonly int[] _neededLanes = [.. steps[..(completed ? steps.Length : steps.Length - 1)].Select(s => s.Lane).Distinct()];

    public override IReadOnlyList<PlanNode> Inputs { get; } = [candidates, .. steps.Select(s => s.Selection).Distinct()];

    public override int Cost { get; } = 60 + candidates.Cost;

    public override void Evaluate(Block block, Span<ulong> bits)
    {
        Span<int> runs = stackalloc int[lanes.Length];
        for (var walk = new SequenceRuns(block, block.Bits(candidates), lanes, runs); walk.MoveNext();)
        {
            if (Follow(block, walk.Customer, runs, best: null, out _))
                bits[walk.Customer >> 6] |= 1UL << walk.Customer;
        }
    }

    // Whole chains come and go with the events that are selected.
    public override bool ChangesWithTime => !completed;

    /// <summary>When the time for the last step has run out.</summary>
    public override void NextChange(Block block, Span<long> due)
    {
        Span<int> runs = stackalloc int[lanes.Length];
        for (var walk = new SequenceRuns(block, block.Bits(candidates), lanes, runs); walk.MoveNext();)
        {
            if (!Follow(block, walk.Customer, runs, best: null, out var deadline) && deadline < long.MaxValue)
                due[walk.Customer] = Math.Min(due[walk.Customer], deadline + 1);
        }
    }

    public override SegmentContext? FindContext(Block block)
    {
        return same is not null && Find(block).Latest is { Value: { } value } best
            ? new SegmentContext(same.Name, value, SequenceCondition.ContextTime, PropertyValue.FromKey(PropertyType.DateTime, best.LastEvent))
            : null;
    }

    /// <summary>When the latest chain ended that is sought, or until when one that lacks its last step waits for it; and the value that its events share.</summary>
    public (IReadOnlyList<ExplainedValue> Seen, ExplainedValue? Group) Read(Block block)
    {
        var (best, deadline) = Find(block);
        if (best?.Value is { } value)
            return ([ExplainedValue.Instant(SequenceCondition.ContextTime, best.LastEvent)], same is null ? null : new ExplainedValue(same.Name, value));
        return deadline < long.MaxValue
            ? ([new ExplainedValue(SequenceCondition.ContextTime, null), ExplainedValue.Instant("waitsUntil", deadline)], null)
            : ([new ExplainedValue(SequenceCondition.ContextTime, null)], null);
    }

    /// <summary>The latest chain of the one customer of a block, and the earliest instant until which one waits for its last step.</summary>
    private (BestGroup? Latest, long Deadline) Find(Block block)
    {
        Span<int> runs = stackalloc int[lanes.Length];
        if (!new SequenceRuns(block, block.Bits(candidates), lanes, runs).MoveNext())
            return (null, long.MaxValue);
        var best = new BestGroup(ranking: 0, same is null ? null : block.Dictionary(lanes[0].Events, lanes[0].Same), same?.Type ?? PropertyType.Number);
        _ = Follow(block, customer: 0, runs, best, out var deadline);
        return (best, deadline);
    }

    /// <summary>Whether the customer has a chain of the kind that is sought.</summary>
    /// <param name="block">The block.</param>
    /// <param name="customer">The customer within the block.</param>
    /// <param name="runs">The customer's run of each event type; -1 for none.</param>
    /// <param name="best">Takes the chains of all values; null when one chain is enough.</param>
    /// <param name="deadline">When there is no such chain: the earliest instant until which one waits for its last step.</param>
    private bool Follow(Block block, int customer, ReadOnlySpan<int> runs, BestGroup? best, out long deadline)
    {
        deadline = long.MaxValue;
        var entries = Entries(block, runs);
        var clock = _usesZone ? block.Instant.Clock(block.ZoneOf(customer)) : null;
        var waiting = completed ? default : block.Scratch.Waiting(entries.Length);
        Span<long> until = stackalloc long[steps.Length];
        Span<int> used = stackalloc int[lanes.Length];
        var any = false;
        for (var i = 0; i < entries.Length;)
        {
            var value = entries[i].Value;
            var chains = new SequenceChains(steps, gap, clock, completed, until, used, waiting);
            while (i < entries.Length && entries[i].Value == value)
            {
                var second = i++;
                while (i < entries.Length && entries[i].Time == entries[second].Time && entries[i].Value == value)
                    i++;
                chains.Take(entries[second..i]);
                if (best is null && chains.Latest is not null)
                    return true;
            }

            deadline = Math.Min(deadline, chains.Finish(block.Instant.AsOf));
            if (chains.Latest is not { } latest)
                continue;
            any = true;
            if (best is null)
                return true;
            best.Offer(value, default, latest);
        }

        return any;
    }

    private Span<SequenceEntry> Entries(Block block, ReadOnlySpan<int> runs)
    {
        var room = 0;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            if (runs[lane] >= 0)
                room += _stepsOfLane[lane] * LengthOf(block.Events(lanes[lane].Events).Table, runs[lane]);
        }

        var entries = block.Scratch.Entries(room);
        var count = 0;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            if (runs[lane] >= 0)
                count = AddLane(block, lane, runs[lane], entries, count);
        }

        entries = entries[..count];
        if (same is not null)
            entries = Shared(entries);
        if (lanes.Length > 1 || same is not null)
            SequenceEntry.Sort(entries);
        return entries;
    }

    /// <summary>Drops most events whose value no chain can share, because events for some step never have it.</summary>
    private Span<SequenceEntry> Shared(Span<SequenceEntry> entries)
    {
        // A bit stands for many values, so that some are kept in vain.
        Span<ulong> valuesOf = stackalloc ulong[lanes.Length];
        valuesOf.Clear();
        foreach (ref readonly var e in entries)
            valuesOf[e.Lane] |= 1UL << (int)e.Value;
        var shared = ulong.MaxValue;
        foreach (var lane in _neededLanes)
            shared &= valuesOf[lane];
        var count = 0;
        foreach (ref readonly var e in entries)
        {
            if ((shared >> (int)e.Value & 1) != 0)
                entries[count++] = e;
        }

        return entries[..count];
    }

    private int AddLane(Block block, int lane, int run, Span<SequenceEntry> entries, int count)
    {
        var (table, from, _) = block.Events(lanes[lane].Events);
        var (start, end) = (table.RunStarts[run], table.RunStarts[run + 1]);
        var offset = table.RunStarts[from];
        var values = same is null ? null : table.Property(lanes[lane].Same);
        if (same is not null && values is null)
            return count;
        var translation = values is { IsDictionaryCoded: true } && lane > 0 ? TranslationOf(block, lanes[lane]) : null;
        var first = count;
        for (var step = 0; step < steps.Length; step++)
        {
            if (steps[step].Lane != lane)
                continue;
            foreach (var row in RunSelection.Rows(block.Bits(steps[step].Selection), start - offset, end - offset, offset, block.Scratch))
            {
                var value = 0L;
                if (values is not null && !values.TryGetKey(row, out value))
                    continue;
                // What the first step's events never had, no chain can share.
                if (translation is not null && (value = translation.Of((int)value)) == 0)
                    continue;
                _ = table.Times.TryGetKey(row, out var time);
                entries[count++] = new SequenceEntry(value, time, lane, row, 1 << step);
            }
        }

        return _stepsOfLane[lane] == 1 ? count : first + SequenceEntry.Merge(entries[first..count]);
    }

    private static int LengthOf(EventTable table, int run) => table.RunStarts[run + 1] - table.RunStarts[run];

    private Translation TranslationOf(Block block, SequenceLane lane) =>
        block.Translate(lane.Translation, block.Dictionary(lane.Events, lane.Same)!, block.Dictionary(lanes[0].Events, lanes[0].Same)!);
}
