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
    private readonly ValueOperator[] _timeOperators;
    private readonly KeySet? _fixed;

    public KeyTest(int id, PropertyType type, ValueList<ValueOperator> operators)
    {
        _id = id;
        _isDate = type == PropertyType.Date;
        _operators = [.. operators];
        _dayOperators = [.. operators.Where(o => o.TestsDays)];
        _timeOperators = [.. operators.Where(o => o.Uses.HasFlag(TimeUse.AsOf))];
        var uses = ValueOperators.Uses(operators);
        UsesZone = uses.HasFlag(TimeUse.Zone);
        _fixed = uses == TimeUse.None ? ValueOperators.FixedKeys(operators) : null;
    }

    public override bool UsesZone { get; }

    public override bool UsesInstant => _timeOperators.Length > 0;

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

        var zones = block.Scratch.Tests(block.Zones.Count);
        for (var zone = 0; zone < zones.Length; zone++)
            zones[zone] = Resolve(block, block.Zones[zone]);
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

    public override long NextChange(Block block, long key, int zone) => NextChange(Resolve(block, zone), key, block.Instant.Clock(UsesZone ? zone : 0));

    public override long NextChange(Block block, CodeColumn column, int start, int end, int zone)
    {
        var resolved = Resolve(block, zone);
        var clock = block.Instant.Clock(UsesZone ? zone : 0);
        if (!resolved.IsOneRange || _dayOperators.Length > 0)
            return NextChange(resolved, column, start, end, clock);
        // Most events lie far behind the window.
        if (column.KeyOf(column.CodeAt(end - 1)) <= resolved.SettledUpTo)
            return ZoneClock.Never;
        // The keys on either side of a bound are the first to change.
        var range = resolved.Keys!.Ranges[0];
        var first = LowerBound(column, start, end, range.Min);
        var behind = range.Max == long.MaxValue ? end : LowerBound(column, first, end, range.Max + 1);
        var due = NextChange(resolved, column, Math.Max(first - 1, start), Math.Min(first + 1, end), clock);
        return behind == first ? due : Math.Min(due, NextChange(resolved, column, Math.Max(behind - 1, first + 1), Math.Min(behind + 1, end), clock));
    }

    /// <summary>The keys that pass in a zone, operators on days of the year aside.</summary>
    public KeySet Keys(Block block, int zone) => _fixed ?? Resolve(block, zone).Keys!;

    private long NextChange(ResolvedTest resolved, long key, ZoneClock clock)
    {
        if (key <= resolved.SettledUpTo)
            return ZoneClock.Never;
        var due = ZoneClock.Never;
        foreach (var o in _timeOperators)
            due = Math.Min(due, o.NextChange(key, clock));
        if (due == ZoneClock.Never)
            resolved.Settle(key);
        return due;
    }

    private long NextChange(ResolvedTest resolved, CodeColumn column, int start, int end, ZoneClock clock)
    {
        var due = ZoneClock.Never;
        for (var row = start; row < end; row++)
            due = Math.Min(due, NextChange(resolved, column.KeyOf(column.CodeAt(row)), clock));
        return due;
    }

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
