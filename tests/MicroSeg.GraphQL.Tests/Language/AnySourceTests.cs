using FsCheck;
using FsCheck.Fluent;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Tests.Language;

public sealed class AnySourceTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "(", ")", "[", "]", "$a", "!", "...", " on ", ":", "=", "@b", "|", "&", "\"x\"", "\"\"\"y\n  z\"\"\"", "\"", "\\", "#", "\n", " ", "1", "-2.5e3", "true", "null", "query", "fragment",
        "type", "extend", "input", "enum", "union", "schema", "directive", "repeatable", "implements", "a", "B", "\u0000", "é",
    ];

    /// <summary>Whatever the source, it is a document whose text reads back the same, or has a mistake at a place inside it.</summary>
    [Fact]
    public void Any_source_is_a_document_or_has_a_mistake()
    {
        var sources = Gen.Elements(s_pieces).ListOf().Select(pieces => string.Join(' ', pieces)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(40), Prop.ForAll(sources, Holds));
    }

    /// <summary>Any text at all survives as a string and as a block string.</summary>
    [Fact]
    public void Any_text_survives_printing_and_reading()
    {
        var texts = Gen.Elements("a", " ", "  ", "\t", "\n", "\r", "\"", "\"\"\"", "\\", "\\\"\"\"", "\\u0041", "é", "😀", "\u0007", "\u0085").ListOf().Select(string.Concat).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(12), Prop.ForAll(texts, text => Survives(text, isBlock: false) && Survives(text, isBlock: true)));
    }

    private static bool Survives(string text, bool isBlock)
    {
        var node = new StringValueNode { Location = default, Value = text, IsBlock = isBlock };
        return ((StringValueNode)Parser.ParseConstValue(node.ToString())).Value == text;
    }

    private static bool Holds(string source)
    {
        if (GraphQLDocument.TryParse(source, options: null, out var document, out var error))
            return document.ToString() == Parser.Parse(document.ToString()).ToString();
        var place = error.Locations[0];
        return place.Line >= 1 && place.Column >= 1 && place.Line <= source.Count(c => c == '\n') + 1;
    }
}
