using System.Buffers;
using System.Diagnostics;
using MicroSeg.Templates;
using MicroSeg.Templates.Tests.Rendering;

namespace MicroSeg.Benchmarks.Templates;

/// <summary>How long the engine takes to refuse or stop each hostile template of its tests, best of five. <c>-- hostile</c>.</summary>
internal static class HostileScenario
{
    public static void Run()
    {
        var data = TemplateValue.From(new TemplateObject
        {
            { "list", TemplateValue.From(Enumerable.Range(0, 1_000).Select(i => TemplateValue.From((double)i)).ToList()) },
            { "text", TemplateValue.From(new string('<', 100_000)) },
            { "a", TemplateValue.From(1) },
        });
        var options = new RenderOptions
        {
            Helpers = new TemplateHelpers([new TemplateHelper("echo", call => call[0]) { HashNames = null }]),
            Partials = HostileTemplates.Partials.ToDictionary(pair => pair.Key, pair => Template.Parse(pair.Value), StringComparer.Ordinal),
        };
        var times = HostileTemplates.All()
            .Select(hostile => (hostile.Kind, Best: Enumerable.Range(0, 5).Min(_ => Measure(hostile.Source, data, options))))
            .OrderByDescending(t => t.Best).ToList();
        foreach (var (kind, best) in times.Take(10))
            Console.WriteLine($"{best.TotalMilliseconds,8:N2} ms  {kind}");
        Console.WriteLine($"{times.Count} kinds, {times.Count(t => t.Best > TimeSpan.FromMilliseconds(50))} over 50 ms");
    }

    private static TimeSpan Measure(string source, TemplateValue data, RenderOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        if (Template.TryParse(source, out var template, out _))
        {
            try
            {
                template.Render(data, new ArrayBufferWriter<byte>(), options);
            }
            catch (TemplateException)
            {
                // Being refused is what is measured.
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
