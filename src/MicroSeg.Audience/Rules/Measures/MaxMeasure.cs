using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>max</c>: the largest value of a number, decimal, date or instant.</summary>
internal sealed record MaxMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string Key = "max";

    public override string Name => Key;

    protected override string Words => "the largest";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        var found = rows.TryGetBounds(out var min, out var max);
        value = new MeasureValue(max);
        return found;
    }
}
