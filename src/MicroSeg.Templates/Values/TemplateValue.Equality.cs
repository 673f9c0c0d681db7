using System.Globalization;

namespace MicroSeg.Templates;

public readonly partial struct TemplateValue
{
    /// <summary>JavaScript's <c>==</c>, by which Handlebars decides whether a block has entered another context.</summary>
    internal static bool LooselyEqual(in TemplateValue left, in TemplateValue right)
    {
        if (left.IsNullish || right.IsNullish)
            return left.IsNullish && right.IsNullish;
        if (left.IsReference && right.IsReference)
            return ReferenceEquals(left._reference, right._reference);
        if (left.Kind == TemplateValueKind.String && right.Kind == TemplateValueKind.String)
            return string.Equals((string)left._reference!, (string)right._reference!, StringComparison.Ordinal);
        if (left.IsReference)
            return left.PrimitiveEquals(right);
        if (right.IsReference)
            return right.PrimitiveEquals(left);
        return left.ToNumber() == right.ToNumber();
    }

    private bool IsReference => Kind >= TemplateValueKind.SafeString;

    private bool PrimitiveEquals(in TemplateValue primitive)
    {
        // A list's text has a comma between any two elements, so a longer list cannot equal a short text; this spares building it.
        const int LongestNumber = 32;
        var length = primitive.Kind == TemplateValueKind.String ? ((string)primitive._reference!).Length : LongestNumber;
        return Count - 1 <= length && LooselyEqual(From(ToString()), primitive);
    }

    private double ToNumber()
    {
        if (Kind == TemplateValueKind.Boolean)
            return AsBoolean() ? 1 : 0;
        if (Kind != TemplateValueKind.String)
            return AsDouble();
        var text = ((string)_reference!).AsSpan().Trim();
        if (text.IsEmpty)
            return 0;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}
