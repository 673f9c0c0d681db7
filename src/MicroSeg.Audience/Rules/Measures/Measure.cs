using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>What is asked of the matching events of one customer or, with <c>per</c>, of one group of them.</summary>
/// <param name="Operators">What the result must satisfy; together they mean <em>and</em>.</param>
internal abstract record Measure(ValueList<ValueOperator> Operators)
{
    /// <summary>Its key in the rule, which is also its name in a context.</summary>
    public abstract string Name { get; }

    /// <summary>The type of the result, by which the operators are chosen.</summary>
    public abstract PropertyType ResultType { get; }

    /// <summary>The property that it is about, or null.</summary>
    public virtual string? Property => null;

    /// <summary>Which of two groups is the better one: 1 the larger result, -1 the smaller, 0 when results have no order.</summary>
    public virtual int Ranking => 1;

    /// <summary>What it comes to when no event matches; null is missing, which satisfies nothing.</summary>
    public virtual MeasureValue? OfNothing => null;

    /// <summary>Which of the matching events it looks at.</summary>
    public virtual RowsNeeded Needs => RowsNeeded.All;

    /// <summary>A number of matching events below which it cannot be what is asked for; 0 or 1 where nothing is known.</summary>
    public virtual int LeastEvents => 0;

    /// <summary>Whether it also looks at the events of the window before, which are then <see cref="EventRows.Before"/>.</summary>
    public virtual bool ComparesWithBefore => false;

    /// <summary>Whether it is about the group with the largest result alone, not about each group.</summary>
    public virtual bool IsOfLargestGroup => false;

    /// <summary>The type of what <see cref="Show"/> gives.</summary>
    public virtual PropertyType ShownType => ResultType;

    public virtual TimeUse Uses => ValueOperators.Uses(Operators);

    /// <summary>The measure of <paramref name="events"/> and what it must be, as a clause.</summary>
    public string Phrase(string events) => $"{Subject(events)} {ValueOperators.Phrase(Operators)}";

    /// <summary>The measure as the subject of a sentence about <paramref name="events"/>.</summary>
    public abstract string Subject(string events);

    /// <summary>Reduces matching events to the result.</summary>
    /// <param name="rows">
    /// The events, at least one of them or of those before, in the order of time, then of arrival; with a clock when <see cref="Uses"/> tells of the zone.
    /// </param>
    /// <param name="value">The result, when true is returned; false means that it is missing.</param>
    public abstract bool TryReduce(in EventRows rows, out MeasureValue value);

    /// <summary>Whether the result changes as time passes, though the same events match; then <see cref="NextChange"/> says when.</summary>
    public virtual bool ChangesWithTime => false;

    /// <summary>The earliest second after that of the clock at which the result may be another; see <see cref="ValueOperator.NextChange"/>.</summary>
    public virtual long NextChange(in EventRows rows) => ZoneClock.Never;

    /// <summary>Whether the events, whose result satisfies the operators, also satisfy what the result alone cannot tell.</summary>
    public virtual bool Admits(in EventRows rows) => true;

    /// <summary>What explanations show of it: the result, and what that was made of where it does not speak for itself.</summary>
    /// <param name="rows">The events, as for <see cref="TryReduce"/>, or none.</param>
    /// <param name="dictionary">The dictionary of the property, for types that have one.</param>
    /// <param name="asOf">The instant of the evaluation, in seconds since 1970.</param>
    public virtual IReadOnlyList<ExplainedValue> Explain(in EventRows rows, PropertyDictionary? dictionary, long asOf)
    {
        var found = rows.IsEmpty ? OfNothing : TryReduce(rows, out var value) ? value : null;
        return [new ExplainedValue(Name, found is { } result ? Show(result, dictionary, asOf) : null)];
    }

    /// <summary>The result as people and templates see it.</summary>
    public virtual PropertyValue Show(MeasureValue value, PropertyDictionary? dictionary, long asOf) => value.ToValue(ResultType);
}
