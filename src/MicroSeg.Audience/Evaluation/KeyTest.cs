using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Operators on values that have keys: ranges of keys, found once for an instant and zone.</summary>
internal sealed class KeyTest : ValueTest
{
    private readonly int _id;
    private readonly bool _isDate;
    private readonly ValueOperator[] _operators;
    private readonly ValueOperator[] _dayOperators;
    private readonly bool _isDayOfYear;
    private readonly KeySet? _fixed;

    public KeyTest(int id, PropertyType type, ValueList<ValueOperator> operators)
    {
        _id = id;
        _isDate = type == PropertyType.Date;
        _operators = [.. operators];
        _dayOperators = [.. operators.Where(o => o.TestsDays)];
        _isDayOfYear = _isDate && _dayOperators.Length > 0 && operators.All(o => o.TestsDays || !o.Uses.HasFlag(TimeUse.AsOf));
        var uses = ValueOperators.Uses(operators);
        UsesInstant = uses.HasFlag(TimeUse.AsOf);
        UsesZone = uses.HasFlag(TimeUse.Zone);
        _fixed = uses == TimeUse.None ? ValueOperators.FixedKeys(operators) : null;
    }

    public override bool UsesZone { get; }

    public override bool UsesInstant { get; }

    /// <summary>Whether <see cref="Keys"/> says all.</summary>
    public bool IsKeySet => _dayOperators.Length == 0;

    public override bool TryGetRanges(Block block, CodeColumn column, int zone, Span<(ulong Min, ulong Max)> codes, out int count)
    {
        var ranges = Keys(block, zone).Ranges;
        count = ranges.Length;
        if (_dayOperators.Length > 0 || count > codes.Length)
            return false;
        for (var i = 0; i < count; i++)
            codes[i] = column.TryMapRange(ranges[i].Min, ranges[i].Max, out var min, out var max) ? (min, max) : (1, 0);
        return true;
    }

    public override void Scan(Block block, CodeColumn column, PropertyDictionary? dictionary, int from, int count, int zone, Span<ulong> bits)
    {
        if (_dayOperators.Length == 0)
        {
            ColumnScan.Keys(column, from, count, Keys(block, zone), bits);
            return;
        }

        var resolved = Resolve(block, zone);
        var clock = block.Instant.Clock(zone);
        for (var i = 0; i < count; i++)
        {
            if (column.TryGetKey(from + i, out var key) && resolved.PassesDay(_isDate ? key : clock.DayOf(key)) && resolved.Keys!.Contains(key))
                bits[i >> 6] |= 1UL << i;
        }
    }

    public override void ScanZones(Block block, CodeColumn column, int from, int count, Span<ulong> bits)
    {
        // Instants fall on other days in other zones; dates are worked out once and judged by the customer's zone.
        if (_dayOperators.Length == 0 || !_isDate)
        {
            base.ScanZones(block, column, from, count, bits);
            return;
        }

        var zones = ResolveZones(block);
        for (var i = 0; i < count; i++)
        {
            if (column.TryGetKey(from + i, out var day) && zones[block.ZoneIndexOf(i)] is var resolved && resolved.PassesDay(day) && resolved.Keys!.Contains(day))
                bits[i >> 6] |= 1UL << i;
        }
    }

    public override bool Passes(Block block, PropertyDictionary? dictionary, long key, int zone) =>
        Keys(block, zone).Contains(key) && (_dayOperators.Length == 0 || PassesDays(block, key, zone));

    public override bool Passes(Block block, PropertyDictionary? dictionary, MeasureValue value, int zone) =>
        Keys(block, zone).Contains(value.Numerator, value.Denominator) && (_dayOperators.Length == 0 || PassesDays(block, (long)value.Numerator, zone));

    public override long NextChange(Block block, long key, int zone) =>
        _isDayOfYear ? Resolve(block, zone).NextChangeOfDay(key) : Resolve(block, zone).NextChange(key);

    public override void NextChangeOfCustomers(Block block, CodeColumn column, Span<long> due)
    {
        var zones = ResolveZones(block);
        for (var i = 0; i < due.Length; i++)
        {
            if (!column.TryGetKey(block.FirstRow + i, out var key))
                continue;
            var resolved = zones[zones.Length == 1 ? 0 : block.ZoneIndexOf(i)];
            due[i] = Math.Min(due[i], _isDayOfYear ? resolved.NextChangeOfDay(key) : resolved.NextChange(key));
        }
    }

    public override void NextChangeOfTimes(Block block, EventSlice events, Span<long> due)
    {
        var (table, from, to) = events;
        var zones = ResolveZones(block);
        if (zones.Length == 1 && zones[0].LeavesAfter is { } after && table.Times.Width == 4)
        {
            NextSlideOfTimes(zones[0], after, events, block.FirstRow, due);
            return;
        }

        for (var run = from; run < to; run++)
        {
            var customer = table.RunCustomers[run] - block.FirstRow;
            var next = NextChange(zones[zones.Length == 1 ? 0 : block.ZoneIndexOf(customer)], table.Times, table.RunStarts[run], table.RunStarts[run + 1]);
            due[customer] = Math.Min(due[customer], next);
        }
    }

    /// <summary>What most windows come to: the first event within leaves when it is as old as the window is long.</summary>
    private static void NextSlideOfTimes(ResolvedTest resolved, long leavesAfter, EventSlice events, int firstRow, Span<long> due)
    {
        var (table, from, to) = events;
        var codes = table.Times.Codes32;
        var starts = table.RunStarts;
        var customers = table.RunCustomers;
        var (least, most) = (CodeUpTo(table.Times, resolved.SettledUpTo) + 1, CodeUpTo(table.Times, resolved.Keys!.Ranges[0].Max));
        for (var run = from; run < to; run++)
        {
            var first = starts[run + 1] - 1;
            // Most customers' events lie far behind the window, which their last one tells.
            if (codes[first] < least)
                continue;
            ref var next = ref due[customers[run] - firstRow];
            if (codes[first] > most)
            {
                next = Math.Min(next, NextChange(resolved, table.Times, starts[run], starts[run + 1]));
                continue;
            }

            while (first > starts[run] && codes[first - 1] >= least)
                first--;
            next = Math.Min(next, table.Times.KeyOf(codes[first]) + leavesAfter);
        }
    }

    /// <summary>The keys that pass in a zone, operators on days of the year aside.</summary>
    public KeySet Keys(Block block, int zone) => _fixed ?? Resolve(block, zone).Keys!;

    /// <summary>The earliest change of keys that are in ascending order.</summary>
    private static long NextChange(ResolvedTest resolved, CodeColumn column, int start, int end)
    {
        if (!resolved.IsOneRange)
            return NextChangeOfAny(resolved, column, start, end);
        var last = column.KeyOf(column.CodeAt(end - 1));
        var range = resolved.Keys!.Ranges[0];
        if (last <= resolved.SettledUpTo || (resolved.IsQuick && range.Min == long.MinValue && last <= range.Max))
            return ZoneClock.Never;
        // The keys on either side of a bound are the first to change.
        var first = range.Min == long.MinValue ? start : LowerBound(column, start, end, range.Min);
        if (resolved.IsQuick && last <= range.Max)
            return resolved.NextChange(column.KeyOf(column.CodeAt(first)));
        var behind = last <= range.Max ? end : LowerBound(column, first, end, range.Max + 1);
        var due = NextChangeOfAny(resolved, column, Math.Max(first - 1, start), Math.Min(first + 1, end));
        return behind == first ? due : Math.Min(due, NextChangeOfAny(resolved, column, Math.Max(behind - 1, first + 1), Math.Min(behind + 1, end)));
    }

    private static long NextChangeOfAny(ResolvedTest resolved, CodeColumn column, int start, int end)
    {
        var due = ZoneClock.Never;
        for (var row = start; row < end; row++)
            due = Math.Min(due, resolved.NextChange(column.KeyOf(column.CodeAt(row))));
        return due;
    }

    private static ulong CodeUpTo(CodeColumn column, long key) =>
        column.TryMapRange(CodeColumn.MinKey, key, out _, out var code) ? code : 0;

    private static int LowerBound(CodeColumn column, int low, int high, long key)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (column.KeyOf(column.CodeAt(middle)) < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private bool PassesDays(Block block, long key, int zone) => Resolve(block, zone).PassesDay(_isDate ? key : block.Instant.Clock(zone).DayOf(key));

    /// <summary>What the test comes down to in each of the block's zones, or in one for all when zones do not matter.</summary>
    private ReadOnlySpan<ResolvedTest> ResolveZones(Block block)
    {
        var zones = block.Scratch.Tests(UsesZone ? block.Zones.Count : 1);
        for (var i = 0; i < zones.Length; i++)
            zones[i] = Resolve(block, UsesZone ? block.Zones[i] : 0);
        return zones;
    }

    private ResolvedTest Resolve(Block block, int zone)
    {
        if (!UsesZone)
            zone = 0;
        var resolved = block.Instant.Test(_id, zone);
        if (resolved.Keys is null)
            resolved.Resolve(_operators, _dayOperators, block.Instant.Clock(zone));
        return resolved;
    }
}
