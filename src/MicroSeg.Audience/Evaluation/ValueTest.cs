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

    /// <summary>Whether one key or dictionary code passes.</summary>
    public abstract bool Passes(Block block, PropertyDictionary? dictionary, long key, int zone);

    /// <summary>Whether the result of a measure passes.</summary>
    public abstract bool Passes(Block block, PropertyDictionary? dictionary, MeasureValue value, int zone);
}
