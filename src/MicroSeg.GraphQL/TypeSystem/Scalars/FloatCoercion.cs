using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.5.2: finite numbers of double precision.</summary>
internal sealed class FloatCoercion : ScalarCoercion
{
    public override Coerced Output(object value) => value switch
    {
        bool boolean => new(boolean ? 1.0 : 0.0),
        string { Length: > 0 } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Finite(number, value),
        _ => Input(value),
    };

    public override Coerced Input(object value) => value switch
    {
        double number => Finite(number, value),
        float number => Finite(number, value),
        int or long or byte or sbyte or short or ushort or uint or ulong or decimal => new(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => NoNumber(ShownValue.Of(value)),
    };

    internal override Coerced Literal(ValueNode literal) => literal switch
    {
        IntValueNode number => Finite(double.Parse(number.Value, CultureInfo.InvariantCulture), number.Value),
        FloatValueNode number => Finite(double.Parse(number.Value, CultureInfo.InvariantCulture), number.Value),
        _ => NoNumber(literal.ToString()),
    };

    private static Coerced Finite(double number, object value) => double.IsFinite(number) ? new(number) : NoNumber(ShownValue.Bare(value));

    private static Coerced NoNumber(string shown) => Coerced.Invalid($"Float cannot represent non numeric value: {shown}");
}
