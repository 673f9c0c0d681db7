using System.Buffers;
using System.Diagnostics;

namespace MicroSeg.Templates.Tests.Rendering;

/// <summary>Runs alone, since it measures time.</summary>
[CollectionDefinition(nameof(HostileTemplateTests), DisableParallelization = true)]
[Collection(nameof(HostileTemplateTests))]
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

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_analysis_of_a_hostile_template_ends(string kind)
    {
        var source = HostileTemplates.All().Single(template => template.Kind == kind).Source;
        if (!Template.TryParse(source, out var template, out _))
            return;
        var shape = TemplateShape.Object(new Dictionary<string, TemplateShape> { ["list"] = TemplateShape.List(TemplateShape.Any), ["text"] = TemplateShape.Scalar });

        var start = Stopwatch.GetTimestamp();
        template.Analyze(shape, s_options.Helpers, s_options.Partials);

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
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

    private static TimeSpan Measure(string source)
    {
        var start = Stopwatch.GetTimestamp();
        if (Template.TryParse(source, out var template, out var errors))
            Attempt(template);
        else
            Assert.InRange(errors.Count, 1, 20);
        return Stopwatch.GetElapsedTime(start);
    }

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
