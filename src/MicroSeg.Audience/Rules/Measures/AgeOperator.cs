using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary><c>gt gte lt lte</c> on an age, given as the time from which it is counted.</summary>
internal sealed record AgeOperator(string Name, RuleDuration Length) : ValueOperator
{
    public override TimeUse Uses => TimeUse.AsOf | (Length.IsCalendar ? TimeUse.Zone : TimeUse.None);

    public override string Phrase() => $"is {Comparison.Words(Name)} {Length}";

    public override KeySet Keys(ZoneClock clock) => Comparison.Keys(Comparison.Mirror(Name), clock.Shift(Length, -1));

    public override long NextChange(long key, ZoneClock clock) => clock.NextChange(Name is "gte" or "lt" ? key : key + 1, -1, Length);

    public override KeyMotion Motion(ZoneClock clock) => Length.IsCalendar ? default : KeyMotion.Slides;

    /// <summary>Reads an object of such operators, at least one.</summary>
    public static ValueList<AgeOperator>? ReadObject(ReadState state, JsonPlace place) => DurationOperators.ReadObject(state, place, (name, length) => new AgeOperator(name, length));
}
