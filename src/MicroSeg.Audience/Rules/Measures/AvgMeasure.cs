using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>avg</c>: of decimals the exact quotient, never rounded before it is compared.</summary>
internal sealed record AvgMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string Key = "avg";

    public override string Name => Key;

    protected override string Words => "the average of";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        int count;
        if (Type == PropertyType.Decimal)
        {
            var sum = rows.SumOfKeys(out count);
            value = new MeasureValue(sum, Math.Max(count, 1));
        }
        else
        {
            value = MeasureValue.Number(rows.SumOfNumbers(out count) / Math.Max(count, 1));
        }

        return count > 0;
    }
}
