using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.5.5: identifiers; always text on the way out, text or a whole number on the way in.</summary>
internal sealed class IdCoercion : ScalarCoercion
{
    public override Coerced Output(object value) => value switch
    {
        string => new(value),
        Guid id => new(id.ToString()),
        _ => Whole(value) ?? Coerced.Invalid($"ID cannot represent value: {ShownValue.Of(value)}"),
    };

    public override Coerced Input(object value)
        => value is string ? new(value) : Whole(value) ?? Coerced.Invalid($"ID cannot represent value: {ShownValue.Of(value)}");

    internal override Coerced Literal(ValueNode literal) => literal switch
    {
        StringValueNode text => new(text.Value),
        IntValueNode number => new(number.Value),
        _ => Coerced.Invalid($"ID cannot represent a non-string and non-integer value: {literal}"),
    };

    private static Coerced? Whole(object value) => value switch
    {
        int or long or byte or sbyte or short or ushort or uint or ulong => new(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        double number when double.IsInteger(number) => new(ShortestNumber.Of(number)),
        _ => null,
    };
}
