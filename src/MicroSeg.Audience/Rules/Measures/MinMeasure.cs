using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>min</c>: the smallest value of a number, decimal, date or instant.</summary>
internal sealed record MinMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string Key = "min";

    public override string Name => Key;

    protected override string Words => "the smallest";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        var found = rows.TryGetBounds(out var min, out var max);
        value = new MeasureValue(min);
        return found;
    }
}
