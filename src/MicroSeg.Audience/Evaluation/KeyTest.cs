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
    private readonly KeySet? _fixed;

    public KeyTest(int id, PropertyType type, ValueList<ValueOperator> operators)
    {
        _id = id;
        _isDate = type == PropertyType.Date;
        _operators = [.. operators];
        _dayOperators = [.. operators.Where(o => o.TestsDays)];
        var uses = ValueOperators.Uses(operators);
        UsesZone = uses.HasFlag(TimeUse.Zone);
        _fixed = uses == TimeUse.None ? ValueOperators.FixedKeys(operators) : null;
    }

    public override bool UsesZone { get; }

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

    /// <summary>The keys that pass in a zone, operators on days of the year aside.</summary>
    public KeySet Keys(Block block, int zone) => _fixed ?? Resolve(block, zone).Keys!;

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
