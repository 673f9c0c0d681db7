namespace MicroSeg.Templates.Tests.Rendering;

public sealed class HelperTests
{
    private static readonly RenderOptions s_options = new()
    {
        State = "fr",
        Helpers = new TemplateHelpers(
        [
            new TemplateHelper("add", call => TemplateValue.From(call[0].AsDouble() + call[1].AsDouble())) { MinArguments = 2, MaxArguments = 2 },
            new TemplateHelper("bold", call => TemplateValue.Safe($"<b>{call[0]}</b>")) { MinArguments = 1, MaxArguments = 1 },
            new TemplateHelper("plain", call => TemplateValue.From($"<b>{call[0]}</b>")),
            new TemplateHelper("locale", call => TemplateValue.From((string?)call.State)),
            new TemplateHelper("pad", call => TemplateValue.From(call[0].ToString().PadLeft((int)call.Hash["width"].AsDouble()))) { HashNames = ["width"] },
            new TemplateHelper("strict", call => { call.Refuse("needs a number"); return default; }),
            new TemplateHelper("list", Repeat) { MinArguments = 1, MaxArguments = 1 },
            new TemplateHelper("shout", block => block.Write(TemplateValue.From(block.CaptureBlock().ToUpperInvariant()))),
        ]),
    };

    [Theory]
    [InlineData("{{add 1 (add 2 0.5)}}", "3.5")]
    [InlineData("{{bold name}}", "<b>Ann</b>")]
    [InlineData("{{plain name}}", "&lt;b&gt;Ann&lt;/b&gt;")]
    [InlineData("{{{plain name}}}", "<b>Ann</b>")]
    [InlineData("{{locale}}", "fr")]
    [InlineData("{{pad name width=5}}.", "  Ann.")]
    [InlineData("{{#list 2 as |i|}}{{i}}:{{../name}}{{this}} {{else}}none{{/list}}", "0:Ann0 1:Ann1 ")]
    [InlineData("{{#list 0}}x{{else}}none {{name}}{{/list}}", "none Ann")]
    [InlineData("{{#shout}}a {{name}} {{#if name}}b{{/if}}{{/shout}}!", "A ANN B!")]
    public void Helpers_are_called(string source, string expected) => Assert.Equal(expected, Renders.Text(source, """{ "name": "Ann" }""", s_options));

    [Theory]
    [InlineData("\n\n{{add 1}}", "template.helper_arguments", 3)]
    [InlineData("{{pad name size=5}}", "template.helper_arguments", 1)]
    [InlineData("{{nothing name}}", "template.unknown_helper", 1)]
    [InlineData("{{strict 1}}", "template.helper_arguments", 1)]
    [InlineData("{{list 1}}", "template.helper_arguments", 1)]
    [InlineData("{{if name}}", "template.helper_arguments", 1)]
    [InlineData("{{#each a b}}{{/each}}", "template.helper_arguments", 1)]
    [InlineData("{{> nothing}}", "template.unknown_partial", 1)]
    public void A_wrong_call_stops_the_render(string source, string code, int line)
    {
        var exception = Assert.Throws<TemplateRenderException>(() => Renders.Text(source, options: s_options));

        Assert.Equal((code, line), (exception.Code, exception.Position.Line));
    }

    [Fact]
    public void A_built_in_cannot_be_replaced_and_a_name_not_taken_twice()
    {
        var helper = new TemplateHelper("x", _ => default);

        Assert.Throws<ArgumentException>(() => new TemplateHelpers([new TemplateHelper("if", _ => default)]));
        Assert.Throws<ArgumentException>(() => new TemplateHelpers([helper, helper]));
    }

    private static void Repeat(BlockHelperCall block)
    {
        var count = (int)block.Call[0].AsDouble();
        for (var i = 0; i < count; i++)
            block.RenderBlock(TemplateValue.From(i), TemplateValue.From(i));
        if (count == 0)
            block.RenderInverse();
    }
}
