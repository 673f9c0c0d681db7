using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Rules.Windows;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>trend: { "of": "count", "versus": "previous", "lte": 0.7 }</c>; <c>of</c> also takes <c>{ "sum": "price" }</c> and likewise
/// <c>avg min max median distinct</c>: the window's measure over that of the window of the same length right before it, as a number. Missing when the
/// window before has nothing to compare with, 0 included, or when the measure of this one is missing; a count or sum that has come down to nothing is 0.
/// With <c>per</c> the groups are, as ever, those with an event in the window itself, each compared with the same value's events before.
/// </summary>
/// <param name="Of">The measure that is compared, without operators.</param>
/// <param name="Operators">What the ratio must satisfy.</param>
internal sealed record TrendMeasure(Measure Of, ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public const string Key = "trend";

    private const string Example = "\"count\" or an object such as { \"sum\": \"price\" }";
    private const string Previous = "previous";
    private static readonly string[] PropertyMeasures = [SumMeasure.Key, AvgMeasure.Key, MinMeasure.Key, MaxMeasure.Key, MedianMeasure.Key, DistinctMeasure.Key];

    public override string Name => Key;

    public override PropertyType ResultType => PropertyType.Number;

    public override string? Property => Of.Property;

    public override bool ComparesWithBefore => true;

    public override string Subject(string events) => $"the ratio of {Of.Subject(events)} to that of the same length of time before";

    public override bool TryReduce(in EventRows rows, out MeasureValue value)
    {
        value = default;
        if (!TryReduceAny(rows.Earlier(), out var before) || !TryReduceAny(rows, out var now))
            return false;
        var ratio = Of.ResultType == PropertyType.Decimal
            ? (double)(now.Numerator * before.Denominator) / (double)(before.Numerator * now.Denominator)
            : PropertyValue.NumberOf((long)now.Numerator) / PropertyValue.NumberOf((long)before.Numerator);
        value = MeasureValue.Number(ratio);
        return before.Numerator != 0 && !double.IsNaN(ratio);
    }

    /// <summary>The ratio, and the measure of the window and of the one before.</summary>
    public override IReadOnlyList<ExplainedValue> Explain(in EventRows rows, PropertyDictionary? dictionary, long asOf) =>
    [
        .. base.Explain(rows, dictionary, asOf),
        .. Of.Explain(rows, dictionary, asOf),
        .. Of.Explain(rows.Earlier(), dictionary, asOf).Select(before => before with { Name = Previous }),
    ];

    public static void AddTo(ShapeScope scope, ObjectShape condition)
    {
        var measures = PropertyMeasures
            .Select(name => (Name: name, Properties: scope.NamesOf(MeasureRegistry.PropertyKind(name).TypesOf(MeasureRegistry.Numeric))))
            .Where(m => m.Properties.Length > 0)
            .Select(m => new ObjectShape().Must(m.Name, Shape.Enum(m.Properties)).Build());
        var shape = new ObjectShape().Must("of", Shape.OneOf([Shape.Just(CountMeasure.Key), .. measures])).May("versus", Shape.Just(Previous))
            .AtLeastOneOf(OperatorRegistry.NamesFor(PropertyType.Number));
        ValueOperators.AddTo(scope, PropertyType.Number, shape);
        condition.May(Key, shape.Build()).Needs(Key, "within")
            .Not(new JsonObject { ["required"] = new JsonArray(Key), ["properties"] = new JsonObject { ["within"] = WindowRegistry.WithoutBefore() } });
    }

    public static TrendMeasure? Read(ReadState state, JsonPlace place, MeasureScope scope)
    {
        if (ObjectReader.Open(state, place, "an object such as { \"of\": \"count\", \"versus\": \"previous\", \"lte\": 0.7 }") is not { } reader)
            return null;
        if (!scope.HasWithin || scope.Within is { Before: null })
        {
            var found = scope.Within is null ? "found no \"within\"" : $"found a window {scope.Within.Phrase()}";
            state.Report(RuleCodes.NoWindowBefore, place.Path, $"{found}, expected one with a length, so that there is as long a one before it: \"90d\", \"last\", \"calendar\", or \"from\" and \"to\"");
        }

        var measure = reader.Require("of", Example) is { } of ? ReadOf(state, of, scope) : null;
        ReadVersus(state, reader);
        var operators = ValueOperators.TakeRest(state, reader, PropertyType.Number);
        return measure is not null && operators is not null ? new TrendMeasure(measure, operators) : null;
    }

    private bool TryReduceAny(in EventRows rows, out MeasureValue value)
    {
        if (rows.Count > 0)
            return Of.TryReduce(rows, out value);
        value = Of.OfNothing ?? default;
        return Of.OfNothing is not null;
    }

    private static void ReadVersus(ReadState state, ObjectReader reader)
    {
        if (reader.Take("versus") is not { } place)
            return;
        if (place.Json.ValueKind != JsonValueKind.String)
            state.ReportShape(place, $"\"{Previous}\"");
        else if (place.Json.GetString() != Previous)
            state.ReportUnknown(RuleCodes.BadValue, place.Path, "comparison", place.Json.GetString()!, [Previous]);
    }

    private static Measure? ReadOf(ReadState state, JsonPlace place, MeasureScope scope)
    {
        if (place.Json.ValueKind == JsonValueKind.String)
        {
            if (place.Json.GetString() == CountMeasure.Key)
                return new CountMeasure([]);
            state.ReportUnknown(RuleCodes.BadValue, place.Path, "measure", place.Json.GetString()!, [CountMeasure.Key]);
            return null;
        }

        if (ObjectReader.Open(state, place, Example) is not { } reader)
            return null;
        Measure? measure = null;
        var named = reader.Left.Where(PropertyMeasures.Contains).ToArray();
        foreach (var name in PropertyMeasures)
        {
            if (reader.Take(name) is { } property)
                measure = MeasureRegistry.PropertyKind(name).Of(state, property, scope.Events, MeasureRegistry.Numeric);
        }

        if (named.Length > 1)
            state.Report(RuleCodes.KeyConflict, place.Path, $"found {string.Join(" and ", named)}, expected one of them");
        else if (named.Length == 0 && reader.Left.Count == 0)
            state.ReportShape(place, Example);
        reader.Finish();
        return measure;
    }
}
