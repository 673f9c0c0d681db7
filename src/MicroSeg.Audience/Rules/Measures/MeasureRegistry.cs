using System.Collections.Immutable;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>All measures. One line here and one file are what a new measure takes.</summary>
internal static class MeasureRegistry
{
    private static readonly PropertyType[] Numeric = [PropertyType.Number, PropertyType.Decimal];
    private static readonly PropertyType[] Ordered = [PropertyType.Number, PropertyType.Decimal, PropertyType.Date, PropertyType.DateTime];
    private static readonly PropertyType[] Any = Enum.GetValues<PropertyType>();

    /// <summary>The kinds, in the order in which messages name them.</summary>
    public static ImmutableArray<MeasureKind> Kinds { get; } = Unique(
    [
        new MeasureKind(CountMeasure.Key, (s, p, _) => ValueOperators.ReadObject(s, p, PropertyType.Number) is { } o ? new CountMeasure(o) : null),
        Of(SumMeasure.Key, Numeric, (of, type, o) => new SumMeasure(of, type, o)),
        Of(AvgMeasure.Key, Numeric, (of, type, o) => new AvgMeasure(of, type, o)),
        Of(MinMeasure.Key, Ordered, (of, type, o) => new MinMeasure(of, type, o)),
        Of(MaxMeasure.Key, Ordered, (of, type, o) => new MaxMeasure(of, type, o)),
        Of(MedianMeasure.Key, Numeric, (of, type, o) => new MedianMeasure(of, type, o)),
        Of(DistinctMeasure.Key, Any, (of, type, o) => new DistinctMeasure(of, type, o), PropertyType.Number),
        Of(EndMeasure.FirstKey, Any, (of, type, o) => new EndMeasure(Last: false, of, type, o)),
        Of(EndMeasure.LastKey, Any, (of, type, o) => new EndMeasure(Last: true, of, type, o)),
        new MeasureKind(SinceMeasure.FirstKey, (s, p, _) => AgeOperator.ReadObject(s, p) is { } o ? new SinceMeasure(Last: false, [.. o]) : null),
        new MeasureKind(SinceMeasure.LastKey, (s, p, _) => AgeOperator.ReadObject(s, p) is { } o ? new SinceMeasure(Last: true, [.. o]) : null),
    ]);

    /// <summary>Checks that no two kinds have one name.</summary>
    /// <exception cref="InvalidOperationException">Two have.</exception>
    internal static ImmutableArray<MeasureKind> Unique(ImmutableArray<MeasureKind> kinds) =>
        kinds.GroupBy(k => k.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InvalidOperationException($"Two measures are named \"{twice.Key}\".")
            : kinds;

    /// <summary>A measure of a property: <c>{ "of": "price", "gte": 500 }</c>.</summary>
    private static MeasureKind Of(string name, PropertyType[] types, Func<string, PropertyType, ValueList<ValueOperator>, Measure> create, PropertyType? result = null) =>
        new(name, (state, place, scope) =>
        {
            if (ObjectReader.Open(state, place, "an object such as { \"of\": \"price\", \"gte\": 500 }") is not { } reader
                || reader.Require("of", "the name of a property") is not { } of)
                return null;
            if (of.Json.ValueKind != System.Text.Json.JsonValueKind.String)
            {
                state.ReportShape(of, "the name of a property");
                return null;
            }

            if (scope.FindProperty(state, of, of.Json.GetString()!) is not { } property)
                return null;
            if (!types.Contains(property.Type))
            {
                state.Report(RuleCodes.WrongType, of.Path, $"\"{property.Name}\" is of type {PropertyTypes.NameOf(property.Type)}, \"{name}\" is for {string.Join(", ", types.Select(PropertyTypes.NameOf))}");
                return null;
            }

            var type = result ?? property.Type;
            var unknown = reader.Left.Any(key => !OperatorRegistry.IsKnown(key));
            var operators = ValueOperators.Take(state, reader, type);
            reader.Finish();
            if (operators is { Count: 0 } && !unknown)
                ValueOperators.ReportNone(state, place, type);
            return operators is { Count: > 0 } ? create(property.Name, property.Type, operators) : null;
        });
}
