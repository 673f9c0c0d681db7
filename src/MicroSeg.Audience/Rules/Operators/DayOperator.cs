using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>
/// <c>on before after between</c> on dates and instants. A plain date compared with an instant is the whole day in the customer's
/// zone: <c>on</c> is within it, <c>before</c> and <c>after</c> are outside of it, <c>between</c> runs to the end of the last one.
/// </summary>
internal sealed record DayOperator(string Name, Moment From, Moment To, PropertyType Type) : ValueOperator
{
    private static readonly PropertyType[] Types = [PropertyType.Date, PropertyType.DateTime];

    public static OperatorKind[] Kinds { get; } = [.. new[] { "on", "before", "after" }.Select(name => new OperatorKind(name, Types, (r, p) => Read(name, r, p), Operand))];

    public override TimeUse Uses => Type == PropertyType.DateTime && (From.IsDate || To.IsDate) ? TimeUse.Zone : TimeUse.None;

    public override string Phrase() => Name == BetweenOperator.Name ? $"is between {From} and {To}" : $"is {Name} {From}";

    public override KeySet Keys(ZoneClock clock)
    {
        var (first, last) = Type == PropertyType.Date ? (From.Value.Key, To.Value.Key) : (From.First(clock), To.Last(clock));
        return Name switch
        {
            "before" => KeySet.Below(first),
            "after" => KeySet.Above(last),
            _ => KeySet.Between(first, last),
        };
    }

    /// <summary>What a day to compare with looks like.</summary>
    public static JsonObject Operand(ShapeScope scope, PropertyType type) => type == PropertyType.DateTime ? Shape.Moment(scope) : Shape.Date(scope);

    public static DayOperator? ReadBetween(OperatorReading reading, JsonPlace place)
    {
        if (Values.Pair(reading.State, place) is not var (first, second) || ReadMoment(reading, first) is not { } from || ReadMoment(reading, second) is not { } to)
            return null;
        if (from.IsDate == to.IsDate && from.Value.Key > to.Value.Key)
            reading.State.Report(RuleCodes.EmptyRange, place.Path, $"found {place.Shown}, expected the earlier one first");
        return new DayOperator(BetweenOperator.Name, from, to, reading.Type);
    }

    private static DayOperator? Read(string name, OperatorReading reading, JsonPlace place) =>
        ReadMoment(reading, place) is { } moment ? new DayOperator(name, moment, moment, reading.Type) : null;

    private static Moment? ReadMoment(OperatorReading reading, JsonPlace place) =>
        Values.MomentOf(reading.State, place, instants: reading.Type == PropertyType.DateTime);
}
