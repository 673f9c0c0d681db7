using System.Globalization;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A number's shortest text that reads back as the same number, laid out as ECMAScript's <c>Number::toString</c> lays it out.</summary>
internal static class ShortestNumber
{
    public static string Of(double value)
    {
        if (value == 0)
            return "0";
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = value < 0 ? "-" : "";
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = (mark < 0 ? shortest : shortest[..mark]).TrimStart('-');
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        // ECMAScript's n: the place of the decimal point, counted from the first digit.
        var point = exponent + 1;
        if (point > 21 || point <= -6)
            return sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        if (point <= 0)
            return sign + "0." + new string('0', -point) + digits;
        return digits.Length <= point ? sign + digits.PadRight(point, '0') : sign + digits[..point] + "." + digits[point..];
    }
}
