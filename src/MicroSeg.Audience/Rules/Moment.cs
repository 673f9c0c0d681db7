using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules;

/// <summary>A date, which is a whole day of the customer's, or an instant, which is a second.</summary>
/// <param name="Value">Of type date or datetime.</param>
internal readonly record struct Moment(PropertyValue Value)
{
    /// <summary>Whether it is a day, whose bounds depend on the zone.</summary>
    public bool IsDate => Value.Type == PropertyType.Date;

    /// <summary>Its first second.</summary>
    public long First(ZoneClock clock) => IsDate ? clock.StartOfDay(Value.Key) : Value.Key;

    /// <summary>Its last second.</summary>
    public long Last(ZoneClock clock) => IsDate ? clock.StartOfDay(Value.Key + 1) - 1 : Value.Key;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
