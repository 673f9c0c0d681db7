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
    private readonly PropertyType _type;
    private readonly ValueOperator[] _operators;
    private readonly ValueOperator[] _dayOperators;
    private readonly TimeUse _uses;
    private readonly KeySet? _fixed;

    public KeyTest(int id, PropertyType type, ValueList<ValueOperator> operators)
    {
        _id = id;
        _type = type;
        _operators = [.. operators];
        _dayOperators = [.. operators.Where(o => o.TestsDays)];
        _uses = ValueOperators.Uses(operators);
        _fixed = _uses == TimeUse.None ? ValueOperators.FixedKeys(operators) : null;
    }

    public override bool UsesZone => _uses.HasFlag(TimeUse.Zone);

    /// <summary>The keys that pass on the block's instant in a zone, operators that test days aside.</summary>
    public KeySet Keys(Block block, int zone)
    {
        if (_fixed is not null)
            return _fixed;
        ref var keys = ref block.Instant.Keys(_id, UsesZone ? zone : 0);
        if (keys is null)
        {
            var clock = block.Instant.Clock(UsesZone ? zone : 0);
            keys = KeySet.All;
            foreach (var o in _operators)
                keys = keys.Intersect(o.Keys(clock));
        }

        return keys;
    }

    public override void Scan(Block block, CodeColumn column, PropertyDictionary? dictionary, int from, int count, int zone, Span<ulong> bits)
    {
        if (_dayOperators.Length == 0)
        {
            ColumnScan.Keys(column, from, count, Keys(block, zone), bits);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            if (column.TryGetKey(from + i, out var key) && Passes(block, dictionary, key, zone))
                bits[i >> 6] |= 1UL << i;
        }
    }

    public override bool Passes(Block block, PropertyDictionary? dictionary, long key, int zone) =>
        Keys(block, zone).Contains(key) && (_dayOperators.Length == 0 || PassesDays(block, key, zone));

    public override bool Passes(Block block, PropertyDictionary? dictionary, MeasureValue value, int zone) =>
        Keys(block, zone).Contains(value.Numerator, value.Denominator) && (_dayOperators.Length == 0 || PassesDays(block, (long)value.Numerator, zone));

    private bool PassesDays(Block block, long key, int zone)
    {
        var clock = block.Instant.Clock(zone);
        var day = _type == PropertyType.Date ? key : clock.DayOf(key);
        return Array.TrueForAll(_dayOperators, o => o.MatchesDay(day, clock));
    }
}
