using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Measures;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The groups of one customer's selected events, measured one after the other.</summary>
internal ref struct MeasuredGroups
{
    private readonly Grouping _grouping;
    private readonly Block _block;
    private readonly CodeColumn _times;
    private readonly CodeColumn? _column;
    private readonly PropertyDictionary? _dictionary;
    private readonly ZoneClock? _clock;
    private readonly int _zone;
    private readonly int _total;
    private EventGroups _groups;
    private EventGroups _before;
    private bool _hasBefore;
    private EventRows _rows;

    /// <summary>Starts before the first group.</summary>
    /// <param name="grouping">What is grouped and measured.</param>
    /// <param name="block">The block.</param>
    /// <param name="table">The events.</param>
    /// <param name="firstRow">The row that bit 0 stands for.</param>
    /// <param name="run">The customer's first row, and the one behind the last.</param>
    /// <param name="customer">The customer within the block.</param>
    public MeasuredGroups(Grouping grouping, Block block, EventTable table, int firstRow, (int Start, int End) run, int customer)
    {
        (_grouping, _block, _times) = (grouping, block, table.Times);
        _column = grouping.Property < 0 ? null : table.Property(grouping.Property);
        _dictionary = _column is { IsDictionaryCoded: true } ? block.Dictionary(grouping.Events, grouping.Property) : null;
        if (grouping.Measure.Uses.HasFlag(TimeUse.Zone))
        {
            _zone = block.ZoneOf(customer);
            _clock = block.Instant.Clock(_zone);
        }

        var per = table.Property(grouping.Per)!;
        var rows = RunSelection.Rows(block.Bits(grouping.Selection), run.Start - firstRow, run.End - firstRow, firstRow, block.Scratch);
        _total = rows.Length;
        _groups = new EventGroups(per, rows, block.Scratch);
        if (grouping.Before is null)
            return;
        var scratch = block.Scratch.Before;
        _before = new EventGroups(per, RunSelection.Rows(block.Bits(grouping.Before), run.Start - firstRow, run.End - firstRow, firstRow, scratch), scratch);
        _hasBefore = _before.MoveNext();
    }

    /// <summary>The group's value, as a key or dictionary code.</summary>
    public long Key { get; private set; }

    /// <summary>Whether the group's result is not missing.</summary>
    public bool IsFound { get; private set; }

    /// <summary>The group's result.</summary>
    public MeasureValue Value { get; private set; }

    /// <summary>When the group's last event happened.</summary>
    public readonly long LastEvent => _rows.TimeOf(_rows.Count - 1);

    /// <summary>The group's events.</summary>
    public readonly ReadOnlySpan<int> Rows => _rows.Rows;

    public bool MoveNext()
    {
        if (!_groups.MoveNext())
            return false;
        var group = _groups.Current;
        Key = group.Key;
        // Both are in one order.
        while (_hasBefore && _before.Order < _groups.Order)
            _hasBefore = _before.MoveNext();
        var before = _hasBefore && _before.Order == _groups.Order ? _before.Current.Rows : default;
        _rows = new EventRows(_times, _column, group.Rows, _block.Scratch) { Before = before, Total = _total, Clock = _clock };
        IsFound = _grouping.Measure.TryReduce(_rows, out var value);
        Value = value;
        return true;
    }

    /// <summary>Whether the group satisfies the measure's operators.</summary>
    public readonly bool Passes() => IsFound && _grouping.Test.Passes(_block, _dictionary, Value, _zone) && _grouping.Measure.Admits(_rows);

    /// <summary>What explanations show of the group's result.</summary>
    public readonly IReadOnlyList<ExplainedValue> Explain() => _grouping.Measure.Explain(_rows, _dictionary, _block.Instant.AsOf);

    /// <summary>The earliest instant at which the group's result, or the verdict on it, may be another though the same events match.</summary>
    public readonly long NextChange() =>
        IsFound ? Math.Min(_grouping.Test.NextChange(_block, (long)Value.Numerator, _zone), _grouping.Measure.NextChange(_rows)) : ZoneClock.Never;

    /// <summary>Whether the group with the largest result satisfies them; false where there is no group.</summary>
    public bool LargestPasses()
    {
        MeasureValue? largest = null;
        while (MoveNext())
        {
            if (IsFound && (largest is not { } known || MeasureValue.Order(Value, known) > 0))
                largest = Value;
        }

        return largest is { } value && _grouping.Test.Passes(_block, _dictionary, value, _zone);
    }
}
