using System.Globalization;

namespace MicroSeg.Templates.Tests.Rendering;

/// <summary>A render depends on its template, data and options, and on nothing else.</summary>
public sealed class IndependenceTests
{
    private const string Source = "{{#each list}}{{@index}}:{{this}} {{/each}}{{n}} {{d}} {{#if I}}{{i}}{{/if}} {{lookup list 1.0}}";

    private static readonly TemplateValue s_data = TemplateValue.From(new TemplateObject
    {
        { "list", Renders.Json("[1.5, -2000000.25, 1e-9, true, [0.5, null]]") },
        { "n", TemplateValue.From(1234567.891) },
        { "d", TemplateValue.From(-1234.50m) },
        { "I", TemplateValue.True },
        { "i", TemplateValue.From("İıi") },
    });

    private const string Expected = "0:1.5 1:-2000000.25 2:1e-9 3:true 4:0.5, 1234567.891 -1234.5 İıi -2000000.25";

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void The_culture_does_not_show(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(Expected, Template.Parse(Source).Render(s_data));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void One_template_renders_on_many_threads_at_once()
    {
        var template = Template.Parse(Source);

        var outputs = ParallelEnumerable.Range(0, 20_000).WithDegreeOfParallelism(8).Select(_ => template.Render(s_data)).Distinct().ToList();

        Assert.Equal([Expected], outputs);
    }

    [Fact]
    public void Text_is_written_unescaped_where_the_options_say_so()
    {
        Assert.Equal("a < b & \"c\"", Renders.Text("{{x}}", """{ "x": "a < b & \"c\"" }""", new RenderOptions { Escape = TemplateEscape.None }));
        Assert.Equal("&amp;&lt;&gt;&quot;&#x27;&#x60;&#x3D;", Renders.Text("{{x}}", """{ "x": "&<>\"'`=" }"""));
    }

    [Fact]
    public void Unescaped_numbers_that_touch_are_not_added_up() => Assert.Equal("12", Renders.Text("{{{a}}}{{{b}}}", """{ "a": 1, "b": 2 }"""));

    [Fact]
    public void Objects_are_read_in_place()
    {
        var offers = new List<Offer> { new("FRA", 99.50m), new("JFK", 120m) };
        var data = TemplateValue.From(new TemplateObject { { "offers", TemplateValue.From(offers) } });

        Assert.Equal("FRA 99.5, JFK 120, ", Template.Parse("{{#each offers}}{{city}} {{price}}{{ToString}}, {{/each}}").Render(data));
    }

    private sealed record Offer(string City, decimal Price) : ITemplateObject
    {
        public IEnumerable<string> Names => ["city", "price"];

        public bool TryGet(string name, out TemplateValue value)
        {
            value = name switch
            {
                "city" => TemplateValue.From(City),
                "price" => TemplateValue.From(Price),
                _ => TemplateValue.Undefined,
            };
            return value.Kind != TemplateValueKind.Undefined;
        }
    }
}
