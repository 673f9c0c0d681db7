using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>sum</c>: exact for decimals, in the order of time for numbers. Of nothing it is 0.</summary>
internal sealed record SumMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string Key = "sum";

    public override string Name => Key;

    public override MeasureValue? OfNothing => Type == PropertyType.Decimal ? new MeasureValue(0) : MeasureValue.Number(0);

    protected override string Words => "the sum of";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        if (Type == PropertyType.Decimal)
            value = new MeasureValue(rows.SumOfKeys(out _), 1);
        else
            value = MeasureValue.Number(rows.SumOfNumbers(out _));
        return true;
    }
}
