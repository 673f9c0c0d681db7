namespace MicroSeg.Templates.Tests.Parsing;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("{{#if a}}x", "template.unclosed_block 1:1")]
    [InlineData("text\n  {{#if a}}\nx\n{{/each}}", "template.mismatched_close 4:1")]
    [InlineData("a\n{{/if}}", "template.mismatched_close 2:1")]
    [InlineData("{{else}}", "template.syntax 1:1")]
    [InlineData("{{#a}}{{else}}{{else}}{{/a}}", "template.syntax 1:15")]
    [InlineData("{{a", "template.syntax 1:3")]
    [InlineData("{{a b=}}", "template.syntax 1:7")]
    [InlineData("{{}}", "template.syntax 1:3")]
    [InlineData("{{{a}}", "template.syntax 1:5")]
    [InlineData("{{a}}}", "template.syntax 1:4")]
    [InlineData("{{a.=}}", "template.syntax 1:6")]
    [InlineData("{{a/../b}}", "template.invalid_path 1:5")]
    [InlineData("{{echo \"x}}", "template.syntax 1:8")]
    [InlineData("{{! a", "template.syntax 1:1")]
    [InlineData("{{!-- a }}", "template.syntax 1:1")]
    [InlineData("{{> p a b}}", "template.partial_arguments 1:9")]
    [InlineData("{{*foo}}", "template.decorator 1:1")]
    [InlineData("{{#*foo \"a\"}}{{/foo}}", "template.decorator 1:1")]
    [InlineData("{{#*inline a}}{{/inline}}", "template.decorator 1:1")]
    [InlineData("{{{{raw}}}} x", "template.syntax 1:12")]
    [InlineData("a\0b", "template.syntax 1:2")]
    [InlineData("{{#if a}}\r\n  {{b c d=1 e}}\r\n{{/if}}", "template.syntax 2:13")]
    public void An_error_tells_its_code_and_place(string source, string expected)
    {
        Assert.False(Template.TryParse(source, out _, out var errors));

        var error = errors[0];
        Assert.Equal(expected, $"{error.Code} {error.Line}:{error.Column}");
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var exception = Assert.Throws<TemplateSyntaxException>(() => Template.Parse("{{a b=}}\n{{#if}\n{{#each x}}{{y=}}{{/each}}\n{{/with}}{{> p 1 2}}"));

        Assert.Equal([1, 2, 3, 4, 4], exception.Errors.Select(error => error.Line));
    }

    [Fact]
    public void One_broken_opening_tag_is_told_once()
    {
        Assert.False(Template.TryParse("{{#if a=}}x{{else}}y{{/if}}", out _, out var errors));

        Assert.Single(errors);
    }

    [Fact]
    public void One_block_left_open_is_told_once()
    {
        Assert.False(Template.TryParse("{{#if a}}{{#each b}}{{/if}}", out _, out var errors));

        Assert.Single(errors);
    }

    [Fact]
    public void At_most_twenty_errors_are_told()
    {
        Assert.False(Template.TryParse(string.Concat(Enumerable.Repeat("{{a=}}", 100)), out _, out var errors));

        Assert.Equal(20, errors.Count);
    }
}
