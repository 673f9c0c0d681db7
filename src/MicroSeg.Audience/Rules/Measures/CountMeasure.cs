using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>count: { "gt": 3 }</c>: how many events match. Of nothing it is 0.</summary>
internal sealed record CountMeasure(ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public const string Key = "count";

    /// <summary>What an event condition without a measure means.</summary>
    public static CountMeasure AtLeastOne { get; } = new([new CompareOperator("gte", PropertyValue.Of(1.0))]);

    /// <summary>The same, written out.</summary>
    public static JsonElement AtLeastOneJson { get; } = JsonElement.Parse("""{ "count": { "gte": 1 } }""");

    public override string Name => Key;

    public override PropertyType ResultType => PropertyType.Number;

    public override MeasureValue? OfNothing => MeasureValue.Number(0);

    public override string Subject(string events) => $"the number of {events}";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        value = MeasureValue.Number(rows.Count);
        return true;
    }
}
