using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>
/// One operator with its operand. Of types that are held as keys (numbers, dates, instants, booleans) it says which keys satisfy it;
/// of the others (strings, sets, points) it is asked once for each distinct value. A missing value is never asked about.
/// </summary>
internal abstract record ValueOperator
{
    /// <summary>What of the time the answer depends on.</summary>
    public virtual TimeUse Uses => TimeUse.None;

    /// <summary>Whether <see cref="MatchesDay"/> has to be asked too, because the satisfying keys are no ranges.</summary>
    public virtual bool TestsDays => false;

    /// <summary>What the value has to do, to follow its name in a sentence: "is at least 30".</summary>
    public abstract string Phrase();

    /// <summary>The keys that satisfy it at the clock's instant and in its zone.</summary>
    public virtual KeySet Keys(ZoneClock clock) => KeySet.All;

    /// <summary>Whether a day of the year satisfies it.</summary>
    public virtual bool MatchesDay(int month, int day, ZoneClock clock) => true;

    /// <summary>
    /// The earliest second after the clock's instant at which the verdict on a key may be another because time passes and nothing else happens;
    /// <see cref="ZoneClock.Never"/> when it stays. It may be too early, which costs an evaluation, and never too late. Operators that depend on
    /// <see cref="TimeUse.AsOf"/> say it; until they do it is the next second.
    /// </summary>
    /// <remarks>
    /// Ranges of <see cref="Keys"/> move forward as time passes, but for what a calendar step or a change of the clocks takes back for a while: of
    /// keys in ascending order those next to a range's bounds are then the first to change, and the others need not be asked. An operator whose
    /// keys are not one range at every instant, or that <see cref="Leaps"/>, is asked about all.
    /// </remarks>
    public virtual long NextChange(long key, ZoneClock clock) => Uses.HasFlag(TimeUse.AsOf) ? clock.AsOf + 1 : ZoneClock.Never;

    /// <summary>Whether <see cref="Keys"/> leave some keys out as they move forward, so that of keys in their order any may be the first to change.</summary>
    public virtual bool Leaps => false;

    /// <summary>How <see cref="Keys"/> move on from the clock's instant, where they are one range and that is easily said.</summary>
    public virtual KeyMotion Motion(ZoneClock clock) => Uses.HasFlag(TimeUse.AsOf) ? default : KeyMotion.Stays;

    /// <summary>What tells whether a value without a key satisfies it; made once for a plan, so it may prepare something.</summary>
    public virtual Func<PropertyValue, bool> Matcher() => throw new NotSupportedException($"{GetType().Name} is for values that have keys.");
}
