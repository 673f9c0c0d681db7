using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>size: { "gte": 2 }</c>: how many members a string set has.</summary>
internal sealed record SizeOperator(ValueList<ValueOperator> Operators) : ValueOperator
{
    public const string Name = "size";

    public override string Phrase() => $"has a size that {RuleText.All([.. Operators.Select(o => o.Phrase())])}";

    public override Func<PropertyValue, bool> Matcher()
    {
        var keys = ValueOperators.FixedKeys(Operators);
        return set => keys.Contains(PropertyValue.KeyOf(set.Members.Count));
    }

    public static SizeOperator? Read(OperatorReading reading, JsonPlace place) =>
        ValueOperators.ReadObject(reading.State, place, PropertyType.Number) is { } operators ? new SizeOperator(operators) : null;
}
