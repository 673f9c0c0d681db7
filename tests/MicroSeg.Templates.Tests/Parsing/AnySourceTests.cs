using FsCheck;
using FsCheck.Fluent;

namespace MicroSeg.Templates.Tests.Parsing;

public sealed class AnySourceTests
{
    private static readonly string[] s_pieces =
        ["{{", "}}", "{{{", "}}}", "{{{{", "}}}}", "{{#if ", "{{/if}}", "{{else}}", "{{^", "{{!--", "--}}", "{{> ", "{{#> ", "{{#*inline ", "a", ".", "/", "@", "~", "(", ")", "[", "]", "\"", "'", "=", "|", " as |", "\\", " ", "\n", "\0", "1", "true"];

    /// <summary>Whatever the source, parsing yields a template or errors with places inside it, and the template renders or is stopped.</summary>
    [Fact]
    public void Any_source_is_a_template_or_has_errors()
    {
        var sources = Gen.Elements(s_pieces).ListOf().Select(string.Concat).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(60), Prop.ForAll(sources, Holds));
    }

    private static bool Holds(string source)
    {
        if (!Template.TryParse(source, out var template, out var errors))
            return errors.Count is > 0 and <= 20 && errors.All(error => error.Line >= 1 && error.Column >= 1 && error.Line <= source.Count(c => c == '\n') + 1);
        var failure = Record.Exception(() => template.Render(TemplateValue.Null));
        template.Analyze(TemplateShape.Any);
        return failure is null or TemplateException;
    }
}
