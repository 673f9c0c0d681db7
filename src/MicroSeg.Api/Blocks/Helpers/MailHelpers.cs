using System.Globalization;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>
/// The helpers that mails need. They see their arguments and <see cref="MailState"/> and nothing else: no file, no environment, no
/// network. A value that would leave a hole in a mail stops the render.
/// </summary>
internal static partial class MailHelpers
{
    /// <summary>All of them.</summary>
    public static TemplateHelpers All { get; } = new(
    [
        new TemplateHelper("money", Money) { MinArguments = 2, MaxArguments = 2, HashNames = ["locale", "digits"] },
        new TemplateHelper("number", Number) { MinArguments = 1, MaxArguments = 1, HashNames = ["locale", "digits", "minDigits"] },
        new TemplateHelper("date", Date) { MinArguments = 1, MaxArguments = 2, HashNames = ["locale", "zone"] },
        new TemplateHelper("upper", Upper) { MinArguments = 1, MaxArguments = 1 },
        new TemplateHelper("lower", Lower) { MinArguments = 1, MaxArguments = 1 },
        new TemplateHelper("truncate", Truncate) { MinArguments = 2, MaxArguments = 3 },
        new TemplateHelper("default", Default) { MinArguments = 2, MaxArguments = 2 },
        new TemplateHelper("plural", Plural) { MinArguments = 1, MaxArguments = 3, HashNames = ["zero", "one", "two", "few", "many", "other", "locale"] },
        new TemplateHelper("url", Url) { MinArguments = 1, MaxArguments = 1, HashNames = ["source", "medium", "campaign", "content", "term"] },
        .. Comparisons,
    ]);

    private static MailState StateOf(HelperCall call) => call.State as MailState ?? MailState.None;

    private static MailLocale LocaleOf(HelperCall call) => call.Hash["locale"].Text is { Length: > 0 } tag ? MailLocale.Find(tag) : StateOf(call).Locale;

    private static TemplateValue Money(HelperCall call)
    {
        if (call[1].Text is not { Length: 3 } currency || !currency.All(char.IsAsciiLetter))
            call.Refuse("the currency is no ISO 4217 code");
        return TemplateValue.From(NumberFormat.Money(Amount(call), call[1].Text!.ToUpperInvariant(), LocaleOf(call), Count(call, "digits")));
    }

    private static TemplateValue Number(HelperCall call)
    {
        var min = Count(call, "minDigits") ?? Count(call, "digits") ?? 0;
        var max = Count(call, "digits") ?? Math.Max(3, min);
        return TemplateValue.From(NumberFormat.Number(Amount(call), LocaleOf(call), min, max));
    }

    private static TemplateValue Date(HelperCall call)
    {
        var zone = call.Hash["zone"].Text is { Length: > 0 } name ? LocalClock.ZoneOf(name) : StateOf(call).Zone;
        if (call[0].Text is not { } text || !DateFormat.TryRead(text, zone, out var local))
        {
            call.Refuse("there is no date or instant");
            return default;
        }

        return TemplateValue.From(DateFormat.Write(local, call[1].Text is { Length: > 0 } format ? format : DateFormat.DefaultStyle, LocaleOf(call)));
    }

    private static TemplateValue Upper(HelperCall call) => TemplateValue.From(LetterCase.Upper(TextOf(call[0]), StateOf(call).Locale.Tag));

    private static TemplateValue Lower(HelperCall call) => TemplateValue.From(LetterCase.Lower(TextOf(call[0]), StateOf(call).Locale.Tag));

    private static TemplateValue Truncate(HelperCall call)
    {
        if (!call[1].TryGetDecimal(out var wanted) || wanted is < 1 or > 100_000)
            call.Refuse("the length is no number from 1 to 100,000");
        var text = TextOf(call[0]);
        var ending = call.Arguments.Length > 2 ? TextOf(call[2]) : "…";
        var elements = StringInfo.ParseCombiningCharacters(text);
        if (elements.Length <= wanted)
            return TemplateValue.From(text);
        var keep = Math.Max(0, (int)wanted - StringInfo.ParseCombiningCharacters(ending).Length);
        return TemplateValue.From(text[..elements[keep]].TrimEnd() + ending);
    }

    private static TemplateValue Default(HelperCall call) => call[0].IsNullish || call[0].Text is { Length: 0 } ? call[1] : call[0];

    private static TemplateValue Plural(HelperCall call)
    {
        var locale = LocaleOf(call);
        var count = Amount(call);
        var category = locale.PluralOf(count);
        var form = count == 0 && call.Hash["zero"].Text is { } none ? none : call.Hash[category].Text;
        form ??= category == "one" && call.Arguments.Length > 1 ? call[1].Text : call.Arguments.Length > 2 ? call[2].Text : call.Hash["other"].Text ?? call[1].Text;
        if (form is null)
            call.Refuse($"there is no form for \"{category}\"");
        return TemplateValue.From(form!.Replace("#", NumberFormat.Number(count, locale, 0, 3), StringComparison.Ordinal));
    }

    private static TemplateValue Url(HelperCall call)
    {
        var state = StateOf(call);
        var built = LinkBuilder.TryBuild(
            TextOf(call[0]),
            [
                ("utm_source", TextOf(call.Hash["source"], "email")),
                ("utm_medium", TextOf(call.Hash["medium"], "email")),
                ("utm_campaign", TextOf(call.Hash["campaign"], state.Block)),
                ("utm_content", TextOf(call.Hash["content"], state.Variant)),
                ("utm_term", TextOf(call.Hash["term"])),
            ],
            out var link);
        if (!built)
            call.Refuse("there is no http or https link");
        return TemplateValue.From(link);
    }

    private static decimal Amount(HelperCall call)
    {
        if (!call[0].TryGetDecimal(out var amount) && !(call[0].Text is { } text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out amount)))
            call.Refuse("there is no number");
        return amount;
    }

    private static int? Count(HelperCall call, string name)
    {
        if (call.Hash[name].IsNullish)
            return null;
        if (!call.Hash[name].TryGetDecimal(out var count) || count is < 0 or > 10)
            call.Refuse($"\"{name}\" is no number from 0 to 10");
        return (int)count;
    }

    private static string TextOf(TemplateValue value, string otherwise = "") => value.IsNullish ? otherwise : value.Text ?? value.ToString();
}
