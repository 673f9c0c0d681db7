using System.Text;
using MicroSeg.GraphQL.Language;

namespace MicroSeg.GraphQL.Tests.Language;

/// <summary>Work is bounded by counts, not by the clock: a document past a limit is refused when the limit is met.</summary>
public sealed class HostileDocumentTests
{
    [Theory]
    [InlineData("aliases", GraphQLErrorCodes.TooManyTokens)]
    [InlineData("fields", GraphQLErrorCodes.TooDeep)]
    [InlineData("lists", GraphQLErrorCodes.TooDeep)]
    [InlineData("objects", GraphQLErrorCodes.TooDeep)]
    [InlineData("types", GraphQLErrorCodes.TooDeep)]
    [InlineData("inline fragments", GraphQLErrorCodes.TooDeep)]
    [InlineData("long string", GraphQLErrorCodes.TooLong)]
    [InlineData("directives", GraphQLErrorCodes.TooManyTokens)]
    public void A_document_past_a_limit_is_refused(string kind, string code)
    {
        var exception = Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(Document(kind)));

        Assert.Equal(code, exception.Error.Code);
    }

    [Fact]
    public void The_deepest_document_that_is_allowed_fits_a_small_stack()
    {
        var source = Repeat("{ a ", 200) + Repeat("}", 200);
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => Parser.Parse(source, new ParserOptions { MaxDepth = 200 })), 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(thrown);
    }

    [Fact]
    public void Comments_are_no_tokens()
        => Parser.Parse(Repeat("# comment\n", 20_000) + "{ a }");

    private static string Document(string kind) => kind switch
    {
        "aliases" => "{" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $" a{i}: name")) + " }",
        "fields" => Repeat("{ a ", 1_000) + Repeat("}", 1_000),
        "lists" => "{ a(b: " + Repeat("[", 1_000) + Repeat("]", 1_000) + ") }",
        "objects" => "{ a(b: " + Repeat("{ a: ", 1_000) + "1" + Repeat("}", 1_000) + ") }",
        "types" => "query ($a: " + Repeat("[", 1_000) + "Int" + Repeat("]", 1_000) + ") { a }",
        "inline fragments" => "{" + Repeat("... {", 1_000) + "a" + Repeat("}", 1_001),
        "long string" => "{ a(b: \"" + new string('x', 10 * 1024 * 1024) + "\") }",
        _ => "{ a " + Repeat("@a ", 10_000) + "}",
    };

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
