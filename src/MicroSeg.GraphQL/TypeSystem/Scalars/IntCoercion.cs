using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.5.1: whole numbers of 32 bits.</summary>
internal sealed class IntCoercion : ScalarCoercion
{
    public override Coerced Output(object value) => value switch
    {
        bool boolean => new(boolean ? 1 : 0),
        string { Length: > 0 } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Whole(number, value),
        _ => Input(value),
    };

    public override Coerced Input(object value) => value switch
    {
        int => new(value),
        long number => InRange(number, value),
        byte or sbyte or short or ushort => new(Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        uint number => InRange(number, value),
        ulong number => number <= int.MaxValue ? new((int)number) : TooLarge(value),
        float number => Whole(number, value),
        double number => Whole(number, value),
        decimal number => Whole((double)number, value),
        _ => Coerced.Invalid($"Int cannot represent non-integer value: {ShownValue.Of(value)}"),
    };

    internal override Coerced Literal(ValueNode literal) => literal is not IntValueNode number
        ? Coerced.Invalid($"Int cannot represent non-integer value: {literal}")
        : int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? new(value) : TooLarge(number.Value);

    private static Coerced Whole(double number, object value)
    {
        if (!double.IsInteger(number))
            return Coerced.Invalid($"Int cannot represent non-integer value: {ShownValue.Of(value)}");
        return number is >= int.MinValue and <= int.MaxValue ? new((int)number) : TooLarge(value);
    }

    private static Coerced InRange(long number, object value) => number is >= int.MinValue and <= int.MaxValue ? new((int)number) : TooLarge(value);

    private static Coerced TooLarge(object value) => Coerced.Invalid($"Int cannot represent non 32-bit signed integer value: {ShownValue.Bare(value)}");
}
