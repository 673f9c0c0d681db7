using System.Collections.Immutable;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>All measures. One line here and one file are what a new measure takes.</summary>
internal static class MeasureRegistry
{
    /// <summary>The types that can be added up.</summary>
    public static readonly PropertyType[] Numeric = [PropertyType.Number, PropertyType.Decimal];

    private static readonly PropertyType[] Ordered = [PropertyType.Number, PropertyType.Decimal, PropertyType.Date, PropertyType.DateTime];
    private static readonly PropertyType[] Any = Enum.GetValues<PropertyType>();

    private static readonly PropertyMeasureKind[] OfProperties =
    [
        new(SumMeasure.Key, Numeric, (of, type, o) => new SumMeasure(of, type, o)),
        new(AvgMeasure.Key, Numeric, (of, type, o) => new AvgMeasure(of, type, o)),
        new(MinMeasure.Key, Ordered, (of, type, o) => new MinMeasure(of, type, o)),
        new(MaxMeasure.Key, Ordered, (of, type, o) => new MaxMeasure(of, type, o)),
        new(MedianMeasure.Key, Numeric, (of, type, o) => new MedianMeasure(of, type, o)),
        new(DistinctMeasure.Key, Any, (of, type, o) => new DistinctMeasure(of, type, o), PropertyType.Number),
        new(EndMeasure.FirstKey, Any, (of, type, o) => new EndMeasure(Last: false, of, type, o)),
        new(EndMeasure.LastKey, Any, (of, type, o) => new EndMeasure(Last: true, of, type, o)),
    ];

    /// <summary>The kinds, in the order in which messages name them.</summary>
    public static ImmutableArray<MeasureKind> Kinds { get; } = Unique(
    [
        new MeasureKind(CountMeasure.Key, (s, p, _) => ValueOperators.ReadObject(s, p, PropertyType.Number) is { } o ? new CountMeasure(o) : null,
            (s, shape) => shape.May(CountMeasure.Key, ValueOperators.ObjectShape(s, PropertyType.Number))),
        .. OfProperties.Select(kind => new MeasureKind(kind.Name, kind.Read, kind.AddTo)),
        Since(SinceMeasure.FirstKey, last: false),
        Since(SinceMeasure.LastKey, last: true),
        new MeasureKind(GapMeasure.Key, GapMeasure.Read, GapMeasure.AddTo),
        new MeasureKind(ShareMeasure.Key, ShareMeasure.Read, ShareMeasure.AddTo),
        new MeasureKind(TrendMeasure.Key, TrendMeasure.Read, TrendMeasure.AddTo),
        new MeasureKind(PeriodsMeasure.Key, PeriodsMeasure.Read, PeriodsMeasure.AddTo),
    ]);

    /// <summary>A measure of properties by its key.</summary>
    public static PropertyMeasureKind PropertyKind(string name) => Array.Find(OfProperties, kind => kind.Name == name)!;

    /// <summary>Checks that no two kinds have one name.</summary>
    /// <exception cref="InvalidOperationException">Two have.</exception>
    internal static ImmutableArray<MeasureKind> Unique(ImmutableArray<MeasureKind> kinds) =>
        kinds.GroupBy(k => k.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new InvalidOperationException($"Two measures are named \"{twice.Key}\".")
            : kinds;

    private static MeasureKind Since(string name, bool last) => new(
        name,
        (state, place, _) => AgeOperator.ReadObject(state, place) is { } ages ? new SinceMeasure(last, [.. ages]) : null,
        (scope, shape) => shape.May(name, DurationOperators.ObjectShape(scope)));
}
