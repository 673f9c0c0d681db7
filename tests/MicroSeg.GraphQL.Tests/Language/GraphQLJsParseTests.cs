using MicroSeg.GraphQL.Language;

namespace MicroSeg.GraphQL.Tests.Language;

/// <summary>The documents in GraphQL.js's own tests, and whether its parser takes them.</summary>
public sealed class GraphQLJsParseTests
{
    [Fact]
    public void Every_document_is_accepted_or_refused_as_GraphQLJs_does()
    {
        var cases = Suites.Lines("graphql-js-16.11.0-parse.ndjson");

        var failures = cases.Where(test => Accepts(test.GetProperty("source").GetString()!) != test.GetProperty("ok").GetBoolean()).ToList();

        Assert.Equal(1_293, cases.Count);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Printing_and_reading_again_changes_nothing()
    {
        foreach (var test in Suites.Lines("graphql-js-16.11.0-parse.ndjson").Where(test => test.GetProperty("ok").GetBoolean()))
        {
            var printed = Parser.Parse(test.GetProperty("source").GetString()!, ParserOptions.Trusted).ToString();

            Assert.Equal(printed, Parser.Parse(printed, ParserOptions.Trusted).ToString());
        }
    }

    private static bool Accepts(string source)
    {
        try
        {
            Parser.Parse(source, ParserOptions.Trusted);
            return true;
        }
        catch (GraphQLSyntaxException)
        {
            return false;
        }
    }
}
