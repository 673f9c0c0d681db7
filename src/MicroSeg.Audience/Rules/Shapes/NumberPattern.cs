using System.Globalization;

namespace MicroSeg.Audience.Rules.Shapes;

/// <summary>Regular expressions of numbers in a range.</summary>
internal static class NumberPattern
{
    /// <summary>The whole numbers from 1 to <paramref name="max"/>, without leading zeros.</summary>
    public static string UpTo(long max)
    {
        var digits = max.ToString(CultureInfo.InvariantCulture);
        var parts = new List<string>();
        if (digits.Length > 1)
            parts.Add($"[1-9][0-9]{{0,{digits.Length - 2}}}");

        // As many digits, of which one is less than that of the largest and all before it are its own.
        for (var i = 0; i < digits.Length; i++)
        {
            var least = i == 0 ? '1' : '0';
            if (digits[i] > least)
                parts.Add($"{digits[..i]}[{least}-{(char)(digits[i] - 1)}][0-9]{{{digits.Length - i - 1}}}");
        }

        parts.Add(digits);
        return $"({string.Join('|', parts)})";
    }
}
