using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>sinceFirst</c> and <c>sinceLast</c>: how long ago the earliest or latest matching event was. Held as that event's time, so that
/// calendar steps compare as dates do: at most a month ago is no earlier than <c>asOf</c> less a month.
/// </summary>
internal sealed record SinceMeasure(bool Last, ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public const string FirstKey = "sinceFirst";
    public const string LastKey = "sinceLast";

    public override RowsNeeded Needs => Last ? RowsNeeded.Last : RowsNeeded.First;

    public override string Name => Last ? LastKey : FirstKey;

    public override PropertyType ResultType => PropertyType.DateTime;

    public override int Ranking => -1;

    public override PropertyType ShownType => PropertyType.Number;

    public override string Subject(string events) => $"the time since the {(Last ? "latest" : "earliest")} of {events}";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        value = new MeasureValue(rows.TimeOf(Last ? rows.Count - 1 : 0));
        return true;
    }

    /// <summary>The age in seconds.</summary>
    public override PropertyValue Show(MeasureValue value, PropertyDictionary? dictionary, long asOf) =>
        PropertyValue.Of((double)(asOf - (long)value.Numerator));
}
