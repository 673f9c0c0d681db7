using System.Buffers;

namespace MicroSeg.Templates.Tests.Rendering;

public sealed class LimitTests
{
    [Theory]
    [InlineData("template.source_too_large", "{{a}}{{b}}{{c}}", 10, 100, 100)]
    [InlineData("template.too_deep", "{{#if a}}{{#if a}}{{#if a}}{{/if}}{{/if}}{{/if}}", 100, 2, 100)]
    [InlineData("template.too_deep", "{{echo (echo (echo (echo 1)))}}", 100, 2, 100)]
    [InlineData("template.too_deep", "{{#if a}}{{else if b}}{{else if c}}{{/if}}", 100, 2, 100)]
    [InlineData("template.too_many_nodes", "{{a}}{{b}}{{c}}{{d}}", 100, 100, 5)]
    public void Parsing_stops_at_a_limit(string code, string source, int length, int depth, int nodes)
    {
        var limits = new TemplateLimits { MaxSourceLength = length, MaxDepth = depth, MaxNodes = nodes };

        Assert.Equal(code, Assert.Throws<TemplateLimitException>(() => Template.Parse(source, limits)).Code);
        Assert.False(Template.TryParse(source, out _, out var errors, limits));
        Assert.Equal(code, Assert.Single(errors).Code);
    }

    [Theory]
    [InlineData("template.output_too_large", "{{#each list}}123456789{{/each}}")]
    [InlineData("template.output_too_large", "{{#each list}}\n  {{> line}}\n{{/each}}")]
    [InlineData("template.too_many_steps", "{{#each list}}{{#each @root.list}}{{/each}}{{/each}}")]
    [InlineData("template.partial_recursion", "{{> self}}")]
    public void Rendering_stops_at_a_limit(string code, string source)
    {
        var options = new RenderOptions
        {
            Limits = new TemplateLimits { MaxOutputBytes = 80, MaxSteps = 100, MaxPartialDepth = 3 },
            Partials = new Dictionary<string, Template> { ["self"] = Template.Parse("{{> self}}"), ["line"] = Template.Parse("é1234567\n") },
        };

        var exception = Assert.Throws<TemplateLimitException>(() => Renders.Text(source, """{ "list": [1,2,3,4,5,6,7,8,9,10] }""", options));

        Assert.Equal(code, exception.Code);
    }

    [Fact]
    public void Output_up_to_the_limit_is_written()
    {
        var options = new RenderOptions { Limits = new TemplateLimits { MaxOutputBytes = 4 } };

        Assert.Equal("éé", Renders.Text("é{{a}}", """{ "a": "é" }""", options));
        Assert.Throws<TemplateLimitException>(() => Renders.Text("é{{a}}!", """{ "a": "é" }""", options));
    }

    [Fact]
    public void A_render_stops_at_its_deadline()
    {
        var clock = new ManualClock();
        var helpers = new TemplateHelpers([new TemplateHelper("wait", _ => clock.Advance())]);
        var options = new RenderOptions { Helpers = helpers, TimeProvider = clock, Deadline = clock.GetUtcNow().AddMilliseconds(150) };
        var source = "{{#each list}}{{wait}}{{/each}}";

        var exception = Assert.Throws<TemplateLimitException>(() => Renders.Text(source, $"[{string.Join(',', Enumerable.Range(0, 500))}]".Insert(0, "{\"list\":") + "}", options));

        Assert.Equal(TemplateErrorCodes.Deadline, exception.Code);
    }

    [Fact]
    public void A_render_stops_when_it_is_cancelled()
    {
        var options = new RenderOptions { CancellationToken = new CancellationToken(canceled: true) };

        Assert.Throws<OperationCanceledException>(() => Template.Parse("x").Render(TemplateValue.Null, new ArrayBufferWriter<byte>(), options));
    }

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public TemplateValue Advance()
        {
            _now += TimeSpan.FromMilliseconds(10);
            return TemplateValue.Undefined;
        }
    }
}
