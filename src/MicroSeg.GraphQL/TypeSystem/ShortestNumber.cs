using System.Globalization;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A number's shortest text that reads back as the same number, laid out as ECMAScript's <c>Number::toString</c> lays it out.</summary>
internal static class ShortestNumber
{
    public static string Of(double value)
    {
        if (value == 0)
            return "0";
        var sign = value < 0 ? "-" : "";
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var shift = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? mantissa.Length : dot;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');

        // ECMAScript's n: the place of the decimal point, counted from the first digit.
        var point = whole + shift - zeros;
        var exponent = point - 1;
        if (point > 21 || point <= -6)
            return sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        if (point <= 0)
            return sign + "0." + new string('0', -point) + digits;
        return digits.Length <= point ? sign + digits.PadRight(point, '0') : sign + digits[..point] + "." + digits[point..];
    }
}
