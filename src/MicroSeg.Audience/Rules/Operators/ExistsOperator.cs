using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>exists: true/false</c>: whether there is a value. It alone is answered from the value's absence.</summary>
internal sealed record ExistsOperator(bool Present) : ValueOperator
{
    public const string Name = "exists";

    public override string Phrase() => Present ? "is known" : "is not known";

    public static ExistsOperator? Read(OperatorReading reading, JsonPlace place)
    {
        if (Values.One(reading.State, place, Schema.PropertyType.Boolean) is { } present)
            return new ExistsOperator(present.Boolean);
        return null;
    }
}
