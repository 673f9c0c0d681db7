using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Measures;

/// <summary>What a measure comes to: a key of the result's type (or a dictionary code), or the exact quotient of two whole numbers.</summary>
internal readonly record struct MeasureValue(Int128 Numerator, long Denominator)
{
    public MeasureValue(long key)
        : this(key, 1)
    {
    }

    /// <summary>The key of a whole or broken number. Beyond the range of doubles lie the infinities, which sort as they should.</summary>
    public static MeasureValue Number(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0.0 : number);
        return new MeasureValue(bits >= 0 ? bits : bits ^ long.MaxValue);
    }

    /// <summary>Compares two results of one measure.</summary>
    public static int Order(MeasureValue left, MeasureValue right) => left.Denominator == right.Denominator
        ? left.Numerator.CompareTo(right.Numerator)
        : (left.Numerator * right.Denominator).CompareTo(right.Numerator * left.Denominator);

    /// <summary>The result as a value of its type; decimals are rounded to the six places that they have.</summary>
    public PropertyValue ToValue(PropertyType type)
    {
        if (type != PropertyType.Decimal || Denominator == 1)
            return PropertyValue.FromKey(type, (long)Int128.Clamp(Numerator, long.MinValue, long.MaxValue));
        var (quotient, rest) = Int128.DivRem(Numerator, Denominator);
        var away = Int128.Abs(rest) * 2 >= Denominator ? Int128.Sign(rest) : 0;
        return PropertyValue.FromKey(type, (long)quotient + away);
    }
}
