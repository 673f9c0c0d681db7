using System.Globalization;
using MicroSeg.Api.Blocks.Helpers;
using MicroSeg.Templates;

namespace MicroSeg.Api.Tests.Blocks;

public sealed class MailHelperTests
{
    [Fact]
    public void Formats_are_those_of_Intl()
    {
        using var stream = typeof(MailHelperTests).Assembly.GetManifestResourceStream("golden-formats.tsv")!;
        using var reader = new StreamReader(stream);
        var wrong = new List<string>();
        var count = 0;
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            var locale = MailLocale.Find(cells[1]);
            var actual = cells[0] switch
            {
                "money" => NumberFormat.Money(Amount(cells[3]), cells[2], locale),
                "number" => NumberFormat.Number(Amount(cells[3]), locale, 0, 3),
                "plural" => locale.PluralOf(Amount(cells[3])),
                _ => DateFormat.Write(DateTime.ParseExact(cells[3], "yyyy-MM-dd", CultureInfo.InvariantCulture), cells[2], locale),
            };
            count++;
            if (actual != cells[4])
                wrong.Add($"{line} -> {actual}");
        }

        Assert.True(count > 3_000);
        Assert.Empty(wrong);

        static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("{{money price 'EUR'}}", "de-DE", "1.234,50\u00a0€")]
    [InlineData("{{money price 'EUR' digits=0}}", "en-IE", "€1,235")]
    [InlineData("{{money price 'JPY' locale='ja'}}", "de", "￥1,235")]
    [InlineData("{{number price}}", "fr-FR", "1\u202f234,5")]
    [InlineData("{{number price minDigits=2}}", "en", "1,234.50")]
    [InlineData("{{date day}}", "en-US", "Mar 1, 2026")]
    [InlineData("{{date day 'long'}}", "ru", "1 марта 2026 г.")]
    [InlineData("{{date day 'dddd d MMMM yyyy'}}", "es", "domingo 1 marzo 2026")]
    [InlineData("{{date day \"d 'de' MMM\"}}", "pt-BR", "1 de mar.")]
    [InlineData("{{date at 'yyyy-MM-dd HH:mm'}}", "en", "2026-03-02 00:30")]
    [InlineData("{{date at 'time' zone='UTC'}}", "en-US", "11:30 PM")]
    [InlineData("{{upper city}}", "tr", "İSTANBUL & Zİ")]
    [InlineData("{{lower 'ABC'}}", "en", "abc")]
    [InlineData("{{truncate city 6}}", "en", "istan…")]
    [InlineData("{{truncate city 100}}", "en", "istanbul & zi")]
    [InlineData("{{truncate city 8 '...'}}", "en", "istan...")]
    [InlineData("{{default nothing 'you'}} {{default city 'you'}}", "en", "you istanbul & zi")]
    [InlineData("{{plural two 'one flight' '# flights'}}", "en", "2 flights")]
    [InlineData("{{plural one 'one flight' '# flights'}}", "en", "one flight")]
    [InlineData("{{plural two one='# рейс' few='# рейса' many='# рейсов' other='# рейса'}}", "ru", "2 рейса")]
    [InlineData("{{plural zero zero='nothing' other='#'}}", "en", "nothing")]
    [InlineData("{{url link campaign='spring sale'}}", "en", "https://x.example/a%20b?q=%22&utm_source=email&utm_medium=email&utm_campaign=spring%20sale&utm_content=v#top")]
    [InlineData("{{#if (and (gt price 1000) (eq city 'istanbul & zi') (not nothing))}}yes{{/if}}", "en", "yes")]
    [InlineData("{{#if (or (lt price 1000) (ne two 2) (gte one 2) (lte two 1))}}yes{{else}}no{{/if}}", "en", "no")]
    public void Helpers_write(string template, string locale, string expected) =>
        Assert.Equal(expected, Render(template, locale));

    [Theory]
    [InlineData("{{money nothing 'EUR'}}")]
    [InlineData("{{money price 'euro'}}")]
    [InlineData("{{money price nothing}}")]
    [InlineData("{{date city}}")]
    [InlineData("{{url 'javascript:alert(1)'}}")]
    [InlineData("{{url 'data:text/html,x'}}")]
    [InlineData("{{url nothing}}")]
    [InlineData("{{number 'x'}}")]
    [InlineData("{{truncate city 0}}")]
    [InlineData("{{plural two one='x'}}")]
    public void What_would_leave_a_hole_stops_the_render(string template) => Assert.Throws<TemplateRenderException>(() => Render(template, "en"));

    [Theory]
    [InlineData("xx-XX", "en")]
    [InlineData("de_AT", "de-AT")]
    [InlineData("fr-LU", "fr")]
    [InlineData("DE-de", "de")]
    [InlineData(null, "en")]
    public void Locales_fall_back(string? tag, string found) => Assert.Equal(found, MailLocale.Find(tag).Tag);

    private static string Render(string template, string locale)
    {
        var data = new TemplateObject
        {
            { "price", TemplateValue.From(1234.5m) }, { "day", TemplateValue.From("2026-03-01") }, { "at", TemplateValue.From("2026-03-01T23:30:00Z") }, { "city", TemplateValue.From("istanbul & zi") },
            { "zero", TemplateValue.From(0.0) }, { "one", TemplateValue.From(1.0) }, { "two", TemplateValue.From(2.0) }, { "link", TemplateValue.From("https://x.example/a b?q=\"#top") },
        };
        return Template.Parse(template).Render(TemplateValue.From((ITemplateObject)data), new RenderOptions
        {
            Helpers = MailHelpers.All,
            Escape = TemplateEscape.None,
            State = new MailState(MailLocale.Find(locale), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), "b", "v"),
        });
    }
}
