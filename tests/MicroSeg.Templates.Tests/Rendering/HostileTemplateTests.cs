using System.Buffers;
using System.Diagnostics;

namespace MicroSeg.Templates.Tests.Rendering;

public sealed class HostileTemplateTests
{
    private static readonly TimeSpan s_allowed = TimeSpan.FromMilliseconds(50);

    private static readonly TemplateValue s_data = TemplateValue.From(new TemplateObject
    {
        { "list", TemplateValue.From(Enumerable.Range(0, 1_000).Select(i => TemplateValue.From((double)i)).ToList()) },
        { "text", TemplateValue.From(new string('<', 100_000)) },
        { "a", TemplateValue.From(1) },
    });

    private static readonly RenderOptions s_options = new()
    {
        Helpers = new TemplateHelpers([new TemplateHelper("echo", call => call[0]) { HashNames = null }]),
        Partials = HostileTemplates.Partials.ToDictionary(pair => pair.Key, pair => Template.Parse(pair.Value), StringComparer.Ordinal),
    };

    public static IEnumerable<TheoryDataRow<string>> Kinds() => HostileTemplates.All().Select(template => new TheoryDataRow<string>(template.Kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_hostile_template_is_refused_or_stops_in_time(string kind)
    {
        var source = HostileTemplates.All().Single(template => template.Kind == kind).Source;
        Attempt(Template.Parse("{{#each list}}{{a}}{{else}}{{> self}}{{/each}}"));

        // The machine may be busy; what counts is that it can be done in time.
        var fastest = Enumerable.Range(0, 5).Min(_ => Measure(source));

        Assert.True(fastest <= s_allowed, $"{kind} took {fastest.TotalMilliseconds} ms");
    }

    [Fact]
    public void There_are_sixty_kinds() => Assert.True(HostileTemplates.All().Count() >= 60);

    private static TimeSpan Measure(string source)
    {
        var start = Stopwatch.GetTimestamp();
        if (Template.TryParse(source, out var template, out var errors))
            Attempt(template);
        else
            Assert.InRange(errors.Count, 1, 20);
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Attempt(Template template)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            template.Render(s_data, output, s_options);
        }
        catch (TemplateException exception)
        {
            Assert.StartsWith("template.", exception.Code);
        }

        Assert.True(output.WrittenCount <= TemplateLimits.Default.MaxOutputBytes);
    }
}
