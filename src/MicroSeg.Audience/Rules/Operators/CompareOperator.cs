using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>gt gte lt lte</c> on numbers and decimals.</summary>
internal sealed record CompareOperator(string Name, PropertyValue Value) : ValueOperator
{
    private static readonly PropertyType[] Types = [PropertyType.Number, PropertyType.Decimal];

    public static OperatorKind[] Kinds { get; } = [.. Comparison.Names.Select(name => new OperatorKind(name, Types, (r, p) => Read(name, r, p), Shape.Value))];

    public override string Phrase() => $"is {Comparison.Words(Name)} {RuleText.Show(Value)}";

    public override KeySet Keys(ZoneClock clock) => Comparison.Keys(Name, Value.Key);

    private static CompareOperator? Read(string name, OperatorReading reading, JsonPlace place) =>
        Values.One(reading.State, place, reading.Type) is { } value ? new CompareOperator(name, value) : null;
}
