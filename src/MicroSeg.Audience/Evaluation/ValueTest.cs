using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The operators of one condition, ready to be asked of many values.</summary>
internal abstract class ValueTest
{
    /// <summary>Whether the answer depends on the customer's time zone.</summary>
    public virtual bool UsesZone => false;

    /// <summary>Whether the answer depends on the instant of the evaluation.</summary>
    public virtual bool UsesInstant => false;

    public static ValueTest For(int id, PropertyType type, ValueList<ValueOperator> operators) =>
        type is PropertyType.String or PropertyType.StringSet or PropertyType.Geo ? new CodeTest(operators) : new KeyTest(id, type, operators);

    /// <summary>Adds the rows of a column that pass, missing values never among them.</summary>
    /// <param name="block">The block.</param>
    /// <param name="column">The column.</param>
    /// <param name="dictionary">Its dictionary, for types that have one.</param>
    /// <param name="from">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="zone">The zone of all their customers, when that matters.</param>
    /// <param name="bits">A bit per row.</param>
    public abstract void Scan(Block block, CodeColumn column, PropertyDictionary? dictionary, int from, int count, int zone, Span<ulong> bits);

    /// <summary>Adds the customers that pass where they are in different zones.</summary>
    public virtual void ScanZones(Block block, CodeColumn column, int from, int count, Span<ulong> bits)
    {
        // Zones are few, so each is asked about all customers and answers for its own.
        Span<ulong> passing = stackalloc ulong[bits.Length];
        for (var zone = 0; zone < block.Zones.Count; zone++)
        {
            passing.Clear();
            Scan(block, column, null, from, count, block.Zones[zone], passing);
            block.AddZone(zone, passing, bits);
        }
    }

    /// <summary>The codes of a column that pass, where they are few ranges (of which one is empty when its end lies before its start); false where they are not.</summary>
    public virtual bool TryGetRanges(Block block, CodeColumn column, int zone, Span<(ulong Min, ulong Max)> codes, out int count)
    {
        count = 0;
        return false;
    }

    /// <summary>Whether one key or dictionary code passes.</summary>
    public abstract bool Passes(Block block, PropertyDictionary? dictionary, long key, int zone);

    /// <summary>The earliest instant after that of the evaluation at which the verdict on a key may be another; see <see cref="ValueOperator.NextChange"/>.</summary>
    public virtual long NextChange(Block block, long key, int zone) => ZoneClock.Never;

    /// <summary>Lowers the instants of customers to those at which the verdict on their key may be another.</summary>
    public virtual void NextChangeOfCustomers(Block block, CodeColumn column, Span<long> due)
    {
    }

    /// <summary>Lowers the instants of customers to the earliest at which the verdict on the time of one of their events may be another.</summary>
    public virtual void NextChangeOfTimes(Block block, EventSlice events, Span<long> due)
    {
    }

    /// <summary>Whether the result of a measure passes.</summary>
    public abstract bool Passes(Block block, PropertyDictionary? dictionary, MeasureValue value, int zone);
}
