using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>first</c> and <c>last</c>: the property of the earliest or latest matching event; among equal times the order of arrival decides.
/// When that event lacks the property the result is missing, whatever the others have.
/// </summary>
internal sealed record EndMeasure(bool Last, string Of, PropertyType Type, ValueList<ValueOperator> Operators) : PropertyMeasure(Of, Type, Operators)
{
    public const string FirstKey = "first";
    public const string LastKey = "last";

    public override RowsNeeded Needs => Last ? RowsNeeded.Last : RowsNeeded.First;

    public override string Name => Last ? LastKey : FirstKey;

    // Groups cannot be ranked by text, sets or points; the later last event decides among them.
    public override int Ranking => Type is PropertyType.String or PropertyType.StringSet or PropertyType.Geo ? 0 : 1;

    protected override string Words => Last ? "the latest" : "the earliest";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        var found = rows.TryGetKey(Last ? rows.Count - 1 : 0, out var key);
        value = new MeasureValue(key);
        return found;
    }

    public override PropertyValue Show(MeasureValue value, PropertyDictionary? dictionary, long asOf) =>
        dictionary is null ? base.Show(value, dictionary, asOf) : dictionary.GetValue((int)value.Numerator);
}
