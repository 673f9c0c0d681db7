using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>contains startsWith endsWith</c> on strings, by UTF-16 code units.</summary>
internal sealed record TextOperator(string Name, string Text, bool IgnoreCase) : ValueOperator
{
    public static OperatorKind[] Kinds { get; } =
        [.. new[] { "contains", "startsWith", "endsWith" }.Select(name => new OperatorKind(name, [PropertyType.String], (r, p) => Read(name, r, p), Shape.Value))];

    public override string Phrase()
    {
        var words = Name switch { "contains" => "contains", "startsWith" => "starts with", _ => "ends with" };
        return $"{words} {RuleText.Quote(Text)}{(IgnoreCase ? " (in any case)" : "")}";
    }

    public override Func<PropertyValue, bool> Matcher()
    {
        var comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Name switch
        {
            "contains" => value => value.Text.Contains(Text, comparison),
            "startsWith" => value => value.Text.StartsWith(Text, comparison),
            _ => value => value.Text.EndsWith(Text, comparison),
        };
    }

    private static TextOperator? Read(string name, OperatorReading reading, JsonPlace place) =>
        Values.One(reading.State, place, PropertyType.String) is { } text ? new TextOperator(name, text.Text, reading.IgnoreCase) : null;
}
