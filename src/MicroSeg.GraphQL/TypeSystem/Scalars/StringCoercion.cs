using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.5.3: text.</summary>
internal sealed class StringCoercion : ScalarCoercion
{
    public override Coerced Output(object value) => value switch
    {
        string => new(value),
        bool boolean => new(boolean ? "true" : "false"),
        Uri => new(value.ToString()),
        IFormattable formattable => new(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => Coerced.Invalid($"String cannot represent value: {ShownValue.Of(value)}"),
    };

    public override Coerced Input(object value)
        => value is string ? new(value) : Coerced.Invalid($"String cannot represent a non string value: {ShownValue.Of(value)}");

    internal override Coerced Literal(ValueNode literal)
        => literal is StringValueNode text ? new(text.Value) : Coerced.Invalid($"String cannot represent a non string value: {literal}");
}
