using System.Buffers;

namespace MicroSeg.Templates.Tests.Rendering;

/// <summary>Work is bounded by counts, not by the clock; how long it takes is measured by the benchmarks' scenario <c>hostile</c>.</summary>
public sealed class HostileTemplateTests
{
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
    public void A_hostile_template_is_refused_or_stops(string kind)
    {
        var source = HostileTemplates.All().Single(template => template.Kind == kind).Source;

        if (Template.TryParse(source, out var template, out var errors))
            Attempt(template);
        else
            Assert.InRange(errors.Count, 1, 20);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_analysis_of_a_hostile_template_ends(string kind)
    {
        var source = HostileTemplates.All().Single(template => template.Kind == kind).Source;
        if (!Template.TryParse(source, out var template, out _))
            return;
        var shape = TemplateShape.Object(new Dictionary<string, TemplateShape> { ["list"] = TemplateShape.List(TemplateShape.Any), ["text"] = TemplateShape.Scalar });

        var analysis = template.Analyze(shape, s_options.Helpers, s_options.Partials);

        Assert.True(analysis.Findings.Count + analysis.Reads.Count <= 2 * TemplateLimits.Default.MaxNodes);
    }

    [Fact]
    public void A_small_stack_is_not_overrun()
    {
        var source = string.Concat(Enumerable.Repeat("{{#if (lookup (echo (echo 'a')) 0)}}", 60)) + "{{> deep}}" + string.Concat(Enumerable.Repeat("{{/if}}", 60));
        var template = Template.Parse(source);
        TemplateException? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => Render(template)) as TemplateException, 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.NotNull(thrown);
    }

    [Fact]
    public void There_are_sixty_kinds() => Assert.True(HostileTemplates.All().Count() >= 60);

    private static void Render(Template template) => template.Render(s_data, new ArrayBufferWriter<byte>(), s_options);

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
