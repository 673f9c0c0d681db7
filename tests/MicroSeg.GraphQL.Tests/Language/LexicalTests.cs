using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Tests.Language;

public sealed class LexicalTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"simple\"", "simple")]
    [InlineData("\" white space \"", " white space ")]
    [InlineData("\"quote \\\" slash \\/ back \\\\\"", "quote \" slash / back \\")]
    [InlineData("\"\\b\\f\\n\\r\\t\"", "\b\f\n\r\t")]
    [InlineData("\"\\u00e9 \\u{e9} \\u{1F600} \\uD83D\\uDE00 😀\"", "é é 😀 😀 😀")]
    [InlineData("\"\\u{000000000}\"", "\0")]
    [InlineData("\"\"\"block\"\"\"", "block")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  \"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\"  first\r\n    second\r    third\n\n\"\"\"", "  first\nsecond\nthird")]
    [InlineData("\"\"\"contains \\\"\"\" and \\n \\u0041\"\"\"", "contains \"\"\" and \\n \\u0041")]
    [InlineData("\"\"\"\n\n  \t\n\"\"\"", "")]
    [InlineData("\"\"\"a\"\" \"\"\"", "a\"\" ")]
    public void A_string_stands_for(string literal, string value)
        => Assert.Equal(value, ((StringValueNode)Parser.ParseConstValue(literal)).Value);

    [Theory]
    [InlineData("{ a(b: \"", "1:9")]
    [InlineData("{ a(b: \"x\n\") }", "1:10")]
    [InlineData("{ a(b: \"\\z\") }", "1:9")]
    [InlineData("{ a(b: \"\\u12G4\") }", "1:9")]
    [InlineData("{ a(b: \"\\uDEAD\") }", "1:9")]
    [InlineData("{ a(b: \"\\u{110000}\") }", "1:9")]
    [InlineData("{ a(b: \"\\u{}\") }", "1:9")]
    [InlineData("{ a(b: \"\\uD83D\\u0041\") }", "1:9")]
    [InlineData("{ a(b: \"\"\"x\ny", "2:2")]
    [InlineData("{ a(b: 01) }", "1:9")]
    [InlineData("{ a(b: 1.) }", "1:10")]
    [InlineData("{ a(b: 1.e1) }", "1:10")]
    [InlineData("{ a(b: -A) }", "1:9")]
    [InlineData("{ a(b: 1x) }", "1:9")]
    [InlineData("{ a(b: 1.2.3) }", "1:11")]
    [InlineData("{ a ? }", "1:5")]
    [InlineData("{ a .. }", "1:5")]
    [InlineData("{\r\n  a\r  %\n}", "3:3")]
    [InlineData("", "1:1")]
    [InlineData("{", "1:2")]
    [InlineData("{ a }}", "1:6")]
    [InlineData("query ($a: Int = $b) { a }", "1:18")]
    [InlineData("fragment on on A { a }", "1:10")]
    [InlineData("\"described\" { a }", "1:13")]
    [InlineData("\"described\" extend type A { a: Int }", "1:1")]
    [InlineData("extend type A", "1:14")]
    [InlineData("enum E { true }", "1:10")]
    [InlineData("directive @a on NOWHERE", "1:17")]
    [InlineData("notanoperation Foo { field }", "1:1")]
    public void A_mistake_is_told_with_its_place(string source, string place)
    {
        Assert.False(GraphQLDocument.TryParse(source, options: null, out _, out var error));

        Assert.Equal(GraphQLErrorCodes.Syntax, error.Code);
        Assert.Equal(place, string.Join(' ', error.Locations));
        Assert.StartsWith("Syntax Error: ", error.Message);
    }

    [Fact]
    public void Lone_surrogates_are_no_characters()
    {
        // Attributes cannot hold them.
        foreach (var source in new[] { "{ a(b: \"\uD800\") }", "{ a # \uDC00\n }", "{ a(b: \"\"\"\uD800\"\"\") }", "\uD800" })
            Assert.Throws<GraphQLSyntaxException>(() => Parser.Parse(source));
    }

    [Fact]
    public void Nodes_know_their_places()
    {
        var document = Parser.Parse("query A {\n  \u00e9".Replace('\u00e9', 'b') + "(c: \"\"\"x\ny\"\"\", d: $e)\r\n  f\n}");
        var field = (FieldNode)((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[0];
        var last = ((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[1];

        Assert.Equal(new Location(12, 34, 2, 3), field.Location);
        Assert.Equal(new SourceLocation(3, 7), field.Arguments[1].Location.Position);
        Assert.Equal(new SourceLocation(4, 3), last.Location.Position);
    }

    [Fact]
    public void Descriptions_stand_on_executable_definitions()
    {
        const string Source = "\"\"\"\nLists\n\"\"\" query A(\"how many\" $n: Int) { a(n: $n) ...B }\n\"a part\" fragment B on Query { a }";

        var document = Parser.Parse(Source);

        Assert.Equal("Lists", ((OperationDefinitionNode)document.Definitions[0]).Description!.Value);
        Assert.Equal("how many", ((OperationDefinitionNode)document.Definitions[0]).VariableDefinitions[0].Description!.Value);
        Assert.Equal("a part", ((FragmentDefinitionNode)document.Definitions[1]).Description!.Value);
        Assert.Equal(document.ToString(), Parser.Parse(document.ToString()).ToString());
    }
}
