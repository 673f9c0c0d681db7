using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.5.4: true and false.</summary>
internal sealed class BooleanCoercion : ScalarCoercion
{
    public override Coerced Output(object value) => value switch
    {
        bool => new(value),
        int or long or byte or sbyte or short or ushort or uint or ulong or decimal => new(Convert.ToDecimal(value, CultureInfo.InvariantCulture) != 0),
        double number when double.IsFinite(number) => new(number != 0),
        _ => Coerced.Invalid($"Boolean cannot represent a non boolean value: {ShownValue.Of(value)}"),
    };

    public override Coerced Input(object value)
        => value is bool ? new(value) : Coerced.Invalid($"Boolean cannot represent a non boolean value: {ShownValue.Of(value)}");

    internal override Coerced Literal(ValueNode literal)
        => literal is BooleanValueNode boolean ? new(boolean.Value) : Coerced.Invalid($"Boolean cannot represent a non boolean value: {literal}");
}
