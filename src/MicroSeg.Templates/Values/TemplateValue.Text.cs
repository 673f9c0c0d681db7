using System.Globalization;
using System.Text;

namespace MicroSeg.Templates;

public readonly partial struct TemplateValue
{
    internal const string ObjectText = "[object Object]";

    /// <summary>The value as JavaScript's <c>String()</c> writes it; the same in every culture.</summary>
    public override string ToString() => Kind switch
    {
        TemplateValueKind.Undefined => "undefined",
        TemplateValueKind.Null => "null",
        TemplateValueKind.Boolean => AsBoolean() ? "true" : "false",
        TemplateValueKind.Number or TemplateValueKind.Decimal => NumberText(),
        TemplateValueKind.String or TemplateValueKind.SafeString => (string)_reference!,
        TemplateValueKind.List => ListText(),
        _ => ObjectText,
    };

    /// <summary>Writes a number's text.</summary>
    /// <param name="destination">At least <see cref="JsNumber.MaxLength"/> characters.</param>
    /// <returns>The characters written.</returns>
    internal int FormatNumber(Span<char> destination)
    {
        if (Kind == TemplateValueKind.Number)
            return JsNumber.Format(AsDouble(), destination);

        // Adding zero drops the sign of a negative zero.
        (DecimalBits + 0m).TryFormat(destination, out var length, "0.############################", CultureInfo.InvariantCulture);
        return length;
    }

    private string NumberText()
    {
        Span<char> buffer = stackalloc char[JsNumber.MaxLength];
        return new string(buffer[..FormatNumber(buffer)]);
    }

    private string ListText()
    {
        var text = new StringBuilder();
        AppendList(text, 0);
        return text.ToString();
    }

    private void AppendList(StringBuilder text, int depth)
    {
        for (var i = 0; i < Count; i++)
        {
            if (i > 0)
                text.Append(',');
            var element = ElementAt(i);
            if (element.Kind == TemplateValueKind.List)
            {
                // A list that holds itself ends here; JavaScript writes nothing for it either.
                if (depth < 64)
                    element.AppendList(text, depth + 1);
            }
            else if (!element.IsNullish)
            {
                text.Append(element.ToString());
            }
        }
    }
}
