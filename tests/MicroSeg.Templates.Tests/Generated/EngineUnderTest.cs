namespace MicroSeg.Templates.Tests.Generated;

/// <summary>Renders generated cases with this engine and the oracle's helpers.</summary>
internal static class EngineUnderTest
{
    private static readonly Template s_broken = Template.Parse("{{broken true}}");

    private static readonly RenderOptions s_options = RenderOptions.Default with
    {
        Helpers = new TemplateHelpers(
        [
            new TemplateHelper("echo", call => call[0]) { HashNames = null },
            new TemplateHelper("concat", Concat) { HashNames = null },
            new TemplateHelper("safe", call => TemplateValue.Safe($"<{call[0]}>")) { HashNames = null },
            new TemplateHelper("twice", Twice) { HashNames = null },
        ]),
    };

    public static Outcome Render(GeneratedCase test)
    {
        try
        {
            // npm handlebars parses a partial when it is first called, so a broken one does harm only then.
            var partials = new Dictionary<string, Template>(StringComparer.Ordinal);
            foreach (var (name, source) in test.Partials)
                partials[name] = Template.TryParse(source, out var partial, out _) ? partial : s_broken;

            var template = Template.Parse(test.Template);
            return new Outcome(template.Render(TemplateValue.FromJson(test.Data), s_options with { Partials = partials }), null);
        }
        catch (TemplateException exception)
        {
            return new Outcome(null, $"{exception.Code}: {exception.Message}");
        }
    }

    private static TemplateValue Concat(HelperCall call)
    {
        var texts = new List<string>();
        foreach (var argument in call.Arguments)
            texts.Add(argument.ToString());
        var end = call.Hash["end"];
        return TemplateValue.From(string.Join('|', texts) + (end.Kind == TemplateValueKind.Undefined ? "" : end.ToString()));
    }

    private static void Twice(BlockHelperCall block)
    {
        block.RenderBlock();
        block.RenderBlock(block.Call[0]);
        block.RenderInverse();
    }
}
