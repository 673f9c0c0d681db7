namespace MicroSeg.Templates.Parsing;

internal sealed partial class Lexer
{
    private Token? ReadTagPart()
    {
        var start = _offset;
        var rest = source.AsSpan(start);
        switch (rest[0])
        {
            case '(':
                return At(TokenKind.OpenSubExpression, start, 1);
            case ')':
                return At(TokenKind.CloseSubExpression, start, 1);
            case '{' when rest.StartsWith("{{"):
                return ReadOpening(start);
            case '}' or '~':
                return ReadClosing(start);
            case '=':
                return At(TokenKind.EqualsSign, start, 1);
            case '.':
                return ReadDots(start);
            case '/':
                return At(TokenKind.Separator, start, 1);
            case '"' or '\'':
                return ReadString(start);
            case '@':
                return At(TokenKind.Data, start, 1);
            case '|':
                return At(TokenKind.CloseBlockParameters, start, 1);
            case '[':
                return ReadLiteralSegment(start);
            case var c when Characters.IsSpace(c):
                _offset = SkipSpace(start);
                return null;
            default:
                return ReadWord(start);
        }
    }

    private int SkipSpace(int offset)
    {
        while (offset < source.Length && Characters.IsSpace(source[offset]))
            offset++;
        return offset;
    }

    private Token ReadClosing(int start)
    {
        var rest = source.AsSpan(start);
        if (rest.StartsWith("}}}}"))
        {
            _mode = Mode.Raw;
            return At(TokenKind.CloseRawBlock, start, 4);
        }

        var (kind, length) =
            rest.StartsWith("}}}") ? (TokenKind.CloseUnescaped, 3)
            : rest.StartsWith("}~}}") ? (TokenKind.CloseUnescaped, 4)
            : rest.StartsWith("}}") ? (TokenKind.Close, 2)
            : rest.StartsWith("~}}") ? (TokenKind.Close, 3)
            : (TokenKind.Invalid, 1);
        if (kind != TokenKind.Invalid)
            _mode = Mode.Text;
        return At(kind, start, length, after: rest[..length].Contains('~'));
    }

    private Token ReadOpening(int start)
    {
        if (source.AsSpan(start).StartsWith("{{{{"))
            return At(TokenKind.OpenRawBlock, start, 4);

        var at = start + 2;
        var strip = CharAt(at) == '~';
        if (strip)
            at++;
        switch (CharAt(at))
        {
            case '>':
                return Opening(TokenKind.OpenPartial, 1);
            case '#' when CharAt(at + 1) == '>':
                return Opening(TokenKind.OpenPartialBlock, 2);
            case '#' when CharAt(at + 1) == '*':
                return Opening(TokenKind.OpenDecoratorBlock, 2);
            case '#':
                return Opening(TokenKind.OpenBlock, 1);
            case '/':
                return Opening(TokenKind.OpenEndBlock, 1);
            case '^':
                return ReadInverse(start, at + 1, strip) ?? Opening(TokenKind.OpenInverse, 1);
            case '{':
                return Opening(TokenKind.OpenUnescaped, 1);
            case '&':
                return Opening(TokenKind.OpenUnescaped, 1) with { Text = "{{&" };
            case '!':
                return ReadComment(start, at, strip);
            case '*':
                return Opening(TokenKind.OpenDecorator, 1);
            default:
                return ReadElse(start, at, strip) ?? Opening(TokenKind.Open, 0);
        }

        Token Opening(TokenKind kind, int length) => At(kind, start, at + length - start, before: strip);
    }

    private char CharAt(int offset) => offset < source.Length ? source[offset] : '\0';

    private Token? ReadElse(int start, int at, bool strip)
    {
        at = SkipSpace(at);
        if (!source.AsSpan(at).StartsWith("else"))
            return null;
        if (ReadInverse(start, at + 4, strip) is { } inverse)
            return inverse;
        return Characters.IsWord(CharAt(at + 4)) ? null : At(TokenKind.OpenInverseChain, start, at + 4 - start, before: strip);
    }

    /// <summary>The rest of <c>{{^}}</c> or <c>{{else}}</c>, if the tag ends here.</summary>
    private Token? ReadInverse(int start, int at, bool strip)
    {
        at = SkipSpace(at);
        var after = CharAt(at) == '~';
        if (after)
            at++;
        if (!source.AsSpan(at).StartsWith("}}"))
            return null;
        _mode = Mode.Text;
        return At(TokenKind.Inverse, start, at + 2 - start, before: strip, after: after);
    }

    private Token ReadComment(int start, int at, bool strip)
    {
        var dashes = source.AsSpan(at).StartsWith("!--");
        if (dashes)
            return ReadDashedComment(start, at, strip);

        var end = source.IndexOf("}}", at, StringComparison.Ordinal);
        if (end < 0)
            return Fail(start, "The comment has no end");
        _mode = Mode.Text;
        return At(TokenKind.Comment, start, end + 2 - start, before: strip, after: source[end - 1] == '~');
    }

    private Token ReadDashedComment(int start, int at, bool strip)
    {
        // The dashes that open may also close, as in {{!--}}.
        for (var end = source.IndexOf("--", at + 1, StringComparison.Ordinal); end >= 0; end = source.IndexOf("--", end + 1, StringComparison.Ordinal))
        {
            var tilde = CharAt(end + 2) == '~';
            var close = end + (tilde ? 3 : 2);
            if (!source.AsSpan(close).StartsWith("}}"))
                continue;
            _mode = Mode.Text;
            return At(TokenKind.Comment, start, close + 2 - start, before: strip, after: tilde);
        }

        return Fail(start, "The comment has no --}}");
    }
}
