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

    /// <summary>What tells whether a value without a key satisfies it; made once for a plan, so it may prepare something.</summary>
    public virtual Func<PropertyValue, bool> Matcher() => throw new NotSupportedException($"{GetType().Name} is for values that have keys.");
}
