using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Whole numbers of 64 bits. Clients that read JSON numbers as doubles lose digits beyond 2^53.</summary>
internal sealed class LongScalar : ScalarCoercion
{
    public override Coerced Output(object value) => value is ulong number && number > long.MaxValue ? Wrong(value) : Input(value);

    public override Coerced Input(object value) => value switch
    {
        long => new(value),
        int or short or byte or sbyte or ushort or uint or ulong => new(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number when double.IsInteger(number) && Math.Abs(number) < 9e18 => new((long)number),
        _ => Wrong(value),
    };

    private static Coerced Wrong(object value) => Coerced.Invalid($"Long cannot represent non 64-bit signed integer value: {ShownValue.Of(value)}");
}

/// <summary>Decimal numbers without rounding, up to 28 digits.</summary>
internal sealed class DecimalScalar : ScalarCoercion
{
    public override Coerced Output(object value) => Input(value);

    public override Coerced Input(object value) => value switch
    {
        decimal => new(value),
        int or long or short or byte or sbyte or ushort or uint or ulong => new(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        double number when Math.Abs(number) < 7.9e28 => new((decimal)number),
        float number when Math.Abs(number) < 7.9e28f => new((decimal)number),
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new(number),
        _ => Wrong(ShownValue.Of(value)),
    };

    internal override Coerced Literal(ValueNode literal) => literal switch
    {
        IntValueNode number => Parse(number.Value),
        FloatValueNode number => Parse(number.Value),
        StringValueNode text => Parse(text.Value),
        _ => Wrong(literal.ToString()),
    };

    private static Coerced Parse(string text)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new(number) : Wrong(text);

    private static Coerced Wrong(string shown) => Coerced.Invalid($"Decimal cannot represent value: {shown}");
}
