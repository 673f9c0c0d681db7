using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>An operator that rules may use.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Types">The types of values that have it.</param>
/// <param name="Read">Reads its operand; null when that is wrong, which has been reported.</param>
/// <param name="Operand">What its operand looks like, of a value's type.</param>
internal sealed record OperatorKind(
    string Name, IReadOnlyList<PropertyType> Types, Func<OperatorReading, JsonPlace, ValueOperator?> Read, Func<ShapeScope, PropertyType, JsonObject> Operand)
{
    /// <summary>A further key that must stand beside the operator's, and what it looks like.</summary>
    public (string Key, Func<ShapeScope, JsonObject> Shape)? Beside { get; init; }

    /// <summary>Adds the operator's keys to the shape of an object; not where the object has another use for them.</summary>
    public void AddTo(ShapeScope scope, PropertyType type, ObjectShape shape)
    {
        if (Beside is var (key, _) && shape.Has(key))
            return;
        shape.May(Name, Operand(scope, type));
        if (Beside is var (beside, value))
            shape.May(beside, value(scope)).Needs(Name, beside).Needs(beside, Name);
    }
}

/// <summary>What an operator may look at while its operand is read.</summary>
/// <param name="State">The reading.</param>
/// <param name="Reader">The object in which it stands, for further keys of its own.</param>
/// <param name="Type">The type of the value that it is about.</param>
/// <param name="IgnoreCase">Whether <c>ignoreCase</c> stands beside it.</param>
internal sealed record OperatorReading(ReadState State, ObjectReader Reader, PropertyType Type, bool IgnoreCase)
{
    /// <summary>Reads a duration; of dates, and where always asked for, it must be made of whole days.</summary>
    public RuleDuration? Days(JsonPlace place, bool always = false)
    {
        if (Values.Duration(State, place) is not { } length)
            return null;
        if (length.IsWholeDays || (Type == PropertyType.DateTime && !always))
            return length;
        State.Report(RuleCodes.BadDuration, place.Path, $"found {place.Shown}, expected whole days: units d w mo y");
        return null;
    }
}
