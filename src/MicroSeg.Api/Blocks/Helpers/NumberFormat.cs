using System.Globalization;
using System.Text;

namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>Writes numbers and amounts as a locale does.</summary>
internal static class NumberFormat
{
    private const int MaxDigits = 20;

    /// <summary>A number with at most so many decimal places, and at least so many.</summary>
    public static string Number(decimal value, MailLocale locale, int minDigits, int maxDigits)
    {
        var rounded = Math.Round(value, Math.Min(maxDigits, MaxDigits), MidpointRounding.AwayFromZero);
        return (rounded < 0 ? locale.NumberMinus ?? locale.Minus : "") + Digits(Math.Abs(rounded), minDigits, maxDigits, locale, locale.Decimal, locale.Group);
    }

    /// <summary>An amount of money.</summary>
    /// <param name="value">The amount.</param>
    /// <param name="currency">An ISO 4217 code.</param>
    /// <param name="locale">The locale.</param>
    /// <param name="digits">Decimal places; as the currency has them when null.</param>
    public static string Money(decimal value, string currency, MailLocale locale, int? digits = null)
    {
        var places = digits ?? MailLocale.DigitsOf(currency);
        var rounded = Math.Round(value, places, MidpointRounding.AwayFromZero);
        var symbol = locale.Symbols.GetValueOrDefault(currency, currency);
        var number = Digits(Math.Abs(rounded), places, places, locale, locale.MoneyDecimal ?? locale.Decimal, locale.MoneyGroup ?? locale.Group);
        return Pattern(locale, currency, symbol, rounded < 0).Replace("N", number, StringComparison.Ordinal).Replace("¤", symbol, StringComparison.Ordinal)
            .Replace("-", rounded < 0 ? locale.Minus : "-", StringComparison.Ordinal);
    }

    private static string Pattern(MailLocale locale, string currency, string symbol, bool isNegative)
    {
        if (locale.Patterns is { } own && own.TryGetValue(currency, out var pair))
            return pair[isNegative ? 1 : 0];
        var standard = isNegative ? locale.MoneyNegative : locale.Money;
        var spaced = isNegative ? locale.MoneyLettersNegative : locale.MoneyLetters;
        if (spaced is null)
            return standard;
        // CLDR puts a space between digits and a symbol whose nearer end is no sign.
        var nearer = standard.IndexOf('¤', StringComparison.Ordinal) < standard.IndexOf('N', StringComparison.Ordinal) ? symbol[^1] : symbol[0];
        return char.IsSymbol(nearer) ? standard : spaced;
    }

    private static string Digits(decimal value, int minDigits, int maxDigits, MailLocale locale, string decimalSeparator, string groupSeparator)
    {
        var text = value.ToString("F" + Math.Min(maxDigits, MaxDigits).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        while (fraction.Length > minDigits && fraction[^1] == '0')
            fraction = fraction[..^1];
        var grouped = Grouped(whole, locale, groupSeparator);
        return fraction.Length == 0 ? grouped : grouped + decimalSeparator + fraction;
    }

    private static string Grouped(string digits, MailLocale locale, string separator)
    {
        if (separator.Length == 0 || digits.Length < locale.Primary + locale.MinGrouping)
            return digits;
        var secondary = locale.Secondary ?? locale.Primary;
        var text = new StringBuilder(digits[^locale.Primary..]);
        var left = digits[..^locale.Primary];
        for (; left.Length > secondary; left = left[..^secondary])
            text.Insert(0, separator).Insert(0, left[^secondary..]);
        return text.Insert(0, separator).Insert(0, left).ToString();
    }
}
