using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>distinct</c>: how many different values a property takes. Of nothing it is 0, as a count is.</summary>
internal sealed record DistinctMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string Key = "distinct";

    public override string Name => Key;

    public override PropertyType ResultType => PropertyType.Number;

    public override MeasureValue? OfNothing => MeasureValue.Number(0);

    protected override string Words => "the number of different values of";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        value = MeasureValue.Number(rows.CountDistinct());
        return true;
    }
}
