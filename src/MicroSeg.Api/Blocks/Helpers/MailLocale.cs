using System.Collections.Frozen;
using System.Text.Json;

namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>
/// What the mail helpers know of a language and region, from CLDR (<c>locales.json</c>). Carried with the product rather than asked
/// of the operating system, so that every node writes the same bytes whatever it runs on.
/// </summary>
internal sealed record MailLocale
{
    /// <summary>The attribute that names a customer's locale: a BCP 47 tag.</summary>
    public const string Attribute = "locale";

    private const string DefaultTag = "en";
    private const int PluralsCounted = 200;

    private static readonly Table All = Load();
    private static readonly string[] Categories = ["zero", "one", "two", "few", "many", "other"];

    public string Tag { get; private set; } = DefaultTag;

    public required string Decimal { get; init; }

    public required string Group { get; init; }

    public required string Minus { get; init; }

    /// <summary>Digits in the group before the decimal separator.</summary>
    public int Primary { get; init; } = 3;

    /// <summary>Digits in the groups before that one, where they differ.</summary>
    public int? Secondary { get; init; }

    /// <summary>Digits that there must be before the first group for numbers to be grouped at all.</summary>
    public int MinGrouping { get; init; } = 1;

    /// <summary>An amount: <c>N</c> for the number, <c>¤</c> for the currency.</summary>
    public required string Money { get; init; }

    public required string MoneyNegative { get; init; }

    /// <summary>The same for symbols of letters, which are kept apart from the digits.</summary>
    public string? MoneyLetters { get; init; }

    public string? MoneyLettersNegative { get; init; }

    public string? MoneyDecimal { get; init; }

    public string? MoneyGroup { get; init; }

    /// <summary>The currencies that are not written as their code.</summary>
    public required IReadOnlyDictionary<string, string> Symbols { get; init; }

    /// <summary>The sign of negative numbers, where it is not that of negative amounts.</summary>
    public string? NumberMinus { get; init; }

    /// <summary>The patterns of the currencies that have their own: of amounts, and of negative ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Patterns { get; init; }

    /// <summary>The date styles: <c>short medium long full</c>.</summary>
    public required IReadOnlyDictionary<string, DatePattern> Dates { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    public required IReadOnlyList<string> MonthsShort { get; init; }

    public required IReadOnlyList<string> Weekdays { get; init; }

    public required IReadOnlyList<string> WeekdaysShort { get; init; }

    public required DatePattern Time { get; init; }

    /// <summary>The plural category of 0 to 199, of a million and of 1.5, as indexes of zero, one, two, few, many, other.</summary>
    public required string Plural { get; init; }

    /// <summary>The locale of a tag, or of the nearest more general one; English when there is none.</summary>
    public static MailLocale Find(string? tag)
    {
        for (var name = tag?.Replace('_', '-'); !string.IsNullOrEmpty(name); name = name.LastIndexOf('-') is > 0 and var end ? name[..end] : null)
        {
            if (All.Locales.TryGetValue(name, out var found))
                return found;
        }

        return All.Locales[DefaultTag];
    }

    /// <summary>How many digits after the decimal separator amounts in a currency have.</summary>
    public static int DigitsOf(string currency) => All.Digits.GetValueOrDefault(currency, 2);

    /// <summary>The CLDR plural category of a count.</summary>
    public string PluralOf(decimal count)
    {
        var n = Math.Abs(count);
        var index = n != decimal.Truncate(n) ? PluralsCounted + 1
            : n < PluralsCounted ? (int)n
            : n % 1_000_000 == 0 ? PluralsCounted
            : 100 + (int)(n % 100);
        return Categories[Plural[index] - '0'];
    }

    private static Table Load()
    {
        using var stream = typeof(MailLocale).Assembly.GetManifestResourceStream("MicroSeg.Api.Blocks.Helpers.locales.json")!;
        var table = JsonSerializer.Deserialize<Table>(stream, JsonSerializerOptions.Web)!;
        foreach (var (tag, locale) in table.Locales)
            locale.Tag = tag;
        return table with { Locales = table.Locales.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) };
    }

    /// <summary>A date style: fields in braces, and the names that go with it.</summary>
    internal sealed record DatePattern(string Pattern, IReadOnlyList<string>? Months = null, IReadOnlyList<string>? Weekdays = null, IReadOnlyList<string>? Periods = null);

    private sealed record Table(IReadOnlyDictionary<string, int> Digits, IReadOnlyDictionary<string, MailLocale> Locales);
}
