using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>median</c>: the middle value, or the exact mean of the two middle ones.</summary>
internal sealed record MedianMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string Key = "median";

    public override string Name => Key;

    protected override string Words => "the median of";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        var keys = rows.SortedKeys();
        value = default;
        if (keys.IsEmpty)
            return false;
        var (low, high) = (keys[(keys.Length - 1) / 2], keys[keys.Length / 2]);
        value = Type == PropertyType.Decimal
            ? new MeasureValue((Int128)low + high, 2)
            : MeasureValue.Number((PropertyValue.NumberOf(low) / 2) + (PropertyValue.NumberOf(high) / 2));
        return true;
    }
}
