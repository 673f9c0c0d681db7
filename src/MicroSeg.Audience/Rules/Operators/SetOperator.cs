using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>hasAny hasAll hasNone</c> on string sets. The empty set is a value: it has none of anything.</summary>
internal sealed record SetOperator(string Name, ValueList<PropertyValue> Members) : ValueOperator
{
    public static OperatorKind[] Kinds { get; } =
        [.. new[] { "hasAny", "hasAll", "hasNone" }.Select(name => new OperatorKind(name, [PropertyType.StringSet], (r, p) => Read(name, r, p), (s, _) => Shape.ListOf(Shape.Text, s.Limits.MaxListValues)))];

    public override string Phrase()
    {
        string[] members = [.. Members.Select(RuleText.Show)];
        return Name switch
        {
            "hasAny" => $"has {RuleText.OneOf(members)}",
            "hasAll" => $"has {RuleText.All(members)}",
            _ => $"has none of {RuleText.OneOf(members)}",
        };
    }

    public override Func<PropertyValue, bool> Matcher()
    {
        var wanted = Members.Select(m => m.Text).ToHashSet(StringComparer.Ordinal);
        return Name switch
        {
            "hasAny" => set => set.Members.Any(wanted.Contains),
            "hasAll" => set => set.Members.Count(wanted.Contains) == wanted.Count,
            _ => set => !set.Members.Any(wanted.Contains),
        };
    }

    private static SetOperator? Read(string name, OperatorReading reading, JsonPlace place) =>
        Values.List(reading.State, place, PropertyType.String) is { } members ? new SetOperator(name, members) : null;
}
