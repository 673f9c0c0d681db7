using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>eq ne in notIn</c>: the value is, or is not, one of some values.</summary>
internal sealed record OneOfOperator(ValueList<PropertyValue> Values, bool Negated, bool IgnoreCase) : ValueOperator
{
    public static OperatorKind[] Kinds { get; } =
    [
        new("eq", [PropertyType.String, PropertyType.Number, PropertyType.Decimal, PropertyType.Boolean], (r, p) => One(r, p, negated: false), Shape.Value),
        new("ne", [PropertyType.String, PropertyType.Number, PropertyType.Decimal], (r, p) => One(r, p, negated: true), Shape.Value),
        new("in", [PropertyType.String, PropertyType.Number, PropertyType.Decimal], (r, p) => Several(r, p, negated: false), List),
        new("notIn", [PropertyType.String, PropertyType.Number, PropertyType.Decimal], (r, p) => Several(r, p, negated: true), List),
    ];

    public override string Phrase()
    {
        var list = RuleText.OneOf([.. Values.Select(RuleText.Show)]);
        return (Values.Count, Negated) switch
        {
            (1, false) => $"is {list}",
            (1, true) => $"is not {list}",
            (_, false) => $"is one of {list}",
            _ => $"is none of {list}",
        } + (IgnoreCase ? " (in any case)" : "");
    }

    public override KeySet Keys(ZoneClock clock)
    {
        var keys = KeySet.Of(Values.Select(v => v.Key));
        return Negated ? keys.Complement() : keys;
    }

    public override Func<PropertyValue, bool> Matcher()
    {
        var texts = Values.Select(v => v.Text).ToHashSet(IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        return value => texts.Contains(value.Text) != Negated;
    }

    private static JsonObject List(ShapeScope scope, PropertyType type) => Shape.ListOf(Shape.Value(scope, type), scope.Limits.MaxListValues);

    private static OneOfOperator? One(OperatorReading reading, JsonPlace place, bool negated) =>
        Reading.Values.One(reading.State, place, reading.Type) is { } value ? new OneOfOperator([value], negated, reading.IgnoreCase) : null;

    private static OneOfOperator? Several(OperatorReading reading, JsonPlace place, bool negated) =>
        Reading.Values.List(reading.State, place, reading.Type) is { } values ? new OneOfOperator(values, negated, reading.IgnoreCase) : null;
}
