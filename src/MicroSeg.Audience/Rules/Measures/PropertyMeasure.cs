using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>A measure of one property: <c>{ "of": "price", "gte": 500 }</c>. Events without the property are passed over.</summary>
/// <param name="Of">The property.</param>
/// <param name="Type">Its type.</param>
/// <param name="Operators">What the result must satisfy.</param>
internal abstract record PropertyMeasure(string Of, PropertyType Type, ValueList<ValueOperator> Operators) : Measure(Operators)
{
    public override string? Property => Of;

    public override PropertyType ResultType => Type;

    /// <summary>The words before the property's name, such as "the sum of".</summary>
    protected abstract string Words { get; }

    public override string Subject(string events) => $"{Words} {Of} over {events}";
}
