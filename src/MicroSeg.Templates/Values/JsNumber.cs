using System.Globalization;

namespace MicroSeg.Templates;

/// <summary>ECMAScript's <c>Number::toString</c> in base 10.</summary>
internal static class JsNumber
{
    /// <summary>More characters than any number takes.</summary>
    public const int MaxLength = 64;

    public static int Format(double value, Span<char> destination)
    {
        if (value == 0)
            return Copy("0", destination);
        if (!double.IsFinite(value))
            return Copy(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity", destination);
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15)
        {
            ((long)value).TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
            return length;
        }

        return FormatDigits(value, destination);
    }

    private static int FormatDigits(double value, Span<char> destination)
    {
        // The shortest digits that read back as the same number, which .NET and ECMAScript agree on; only the notation differs.
        Span<char> shortest = stackalloc char[MaxLength];
        value.TryFormat(shortest, out var written, "R", CultureInfo.InvariantCulture);
        Span<char> digits = stackalloc char[MaxLength];
        var count = Digits(shortest[..written], digits, out var point);
        return Lay(digits[..count], point, value < 0, destination);
    }

    /// <summary>Takes the significant digits and where the decimal point stands after the first of them.</summary>
    private static int Digits(ReadOnlySpan<char> text, Span<char> digits, out int point)
    {
        var exponent = 0;
        if (text.IndexOf('E') is >= 0 and var e)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        text = text.TrimStart('-');
        var dot = text.IndexOf('.');
        point = (dot < 0 ? text.Length : dot) + exponent;
        var count = 0;
        foreach (var c in text)
        {
            if (c == '.')
                continue;
            if (c == '0' && count == 0)
                point--;
            else
                digits[count++] = c;
        }

        while (digits[count - 1] == '0')
            count--;
        return count;
    }

    private static int Lay(ReadOnlySpan<char> digits, int point, bool negative, Span<char> destination)
    {
        var length = 0;
        if (negative)
            destination[length++] = '-';
        switch (point)
        {
            case > 0 and <= 21 when digits.Length <= point:
                length += Copy(digits, destination[length..]);
                destination.Slice(length, point - digits.Length).Fill('0');
                return length + point - digits.Length;
            case > 0 and <= 21:
                length += Copy(digits[..point], destination[length..]);
                destination[length++] = '.';
                return length + Copy(digits[point..], destination[length..]);
            case > -6 and <= 0:
                length += Copy("0.", destination[length..]);
                destination.Slice(length, -point).Fill('0');
                length -= point;
                return length + Copy(digits, destination[length..]);
            default:
                destination[length++] = digits[0];
                if (digits.Length > 1)
                    destination[length++] = '.';
                length += Copy(digits[1..], destination[length..]);
                length += Copy(point > 0 ? "e+" : "e-", destination[length..]);
                Math.Abs(point - 1).TryFormat(destination[length..], out var exponent, default, CultureInfo.InvariantCulture);
                return length + exponent;
        }
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> destination)
    {
        text.CopyTo(destination);
        return text.Length;
    }
}
