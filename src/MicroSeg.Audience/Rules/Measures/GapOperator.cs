using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>
/// <c>gt gte lt lte</c> on the time between two events. Of an exact length the seconds between them decide; a calendar length depends on the
/// earlier of the two, so that no number of seconds can stand for it.
/// </summary>
internal sealed record GapOperator(string Name, RuleDuration Length) : ValueOperator
{
    /// <summary>Whether it asks for the length to be reached, rather than not to be.</summary>
    public bool IsLeast => Name is "gt" or "gte";

    public override TimeUse Uses => Length.IsCalendar ? TimeUse.Zone : TimeUse.None;

    public override string Phrase() => $"is {Comparison.Words(Name)} {Length}";

    public override KeySet Keys(ZoneClock clock) => Length.IsCalendar ? KeySet.All : Comparison.Keys(Name, Length.Seconds);

    /// <summary>Whether the time between two events satisfies it.</summary>
    public bool Holds(long earlier, long later, ZoneClock clock)
    {
        var order = later.CompareTo(clock.Shift(earlier, Length, 1));
        return Name switch { "gt" => order > 0, "gte" => order >= 0, "lt" => order < 0, _ => order <= 0 };
    }
}
