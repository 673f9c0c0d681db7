using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>between: [a, b]</c> on numbers and decimals, both ends in.</summary>
internal sealed record BetweenOperator(PropertyValue From, PropertyValue To) : ValueOperator
{
    public const string Name = "between";

    public override string Phrase() => $"is between {RuleText.Show(From)} and {RuleText.Show(To)}";

    public override KeySet Keys(ZoneClock clock) => KeySet.Between(From.Key, To.Key);

    public static BetweenOperator? Read(OperatorReading reading, JsonPlace place)
    {
        if (Values.Pair(reading.State, place) is not var (first, second)
            || Values.One(reading.State, first, reading.Type) is not { } from
            || Values.One(reading.State, second, reading.Type) is not { } to)
            return null;
        if (from.Key > to.Key)
            reading.State.Report(RuleCodes.EmptyRange, place.Path, $"found {place.Shown}, expected the smaller value first");
        return new BetweenOperator(from, to);
    }
}
