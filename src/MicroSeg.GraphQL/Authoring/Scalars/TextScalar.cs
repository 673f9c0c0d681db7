using System.Globalization;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>A scalar whose values are text in the response and in requests.</summary>
/// <param name="name">The scalar's name, for messages.</param>
/// <param name="form">The form that is expected, for messages.</param>
/// <param name="parse">Reads the text; null if it is none.</param>
/// <param name="print">Writes a value that a resolver gave; null if it is none of the scalar's.</param>
internal sealed class TextScalar(string name, string form, Func<string, object?> parse, Func<object, string?> print) : ScalarCoercion
{
    public override Coerced Output(object value)
    {
        if (print(value) is { } text)
            return new(text);
        return Coerced.Invalid(string.Create(CultureInfo.InvariantCulture, $"{name} cannot represent value: {value}"));
    }

    public override Coerced Input(object value)
        => value is string text && parse(text) is { } parsed ? new(parsed) : Coerced.Invalid($"{name} cannot represent {ShownValue.Of(value)}; expected {form}.");
}
