namespace MicroSeg.Templates.Parsing;

/// <summary>Cuts a source into tokens, as Handlebars' own lexer does: text up to a tag, the tag's parts, text again.</summary>
internal sealed partial class Lexer(string source)
{
    private readonly Token[] _ahead = new Token[2];
    private int _aheadCount;
    private int _offset;
    private Mode _mode = Mode.Text;

    private enum Mode
    {
        Text,
        Escaped,
        Tag,
        Raw,
        End,
    }

    public Token Next()
    {
        if (_aheadCount == 0)
            return Read();
        var token = _ahead[0];
        _ahead[0] = _ahead[1];
        _aheadCount--;
        return token;
    }

    /// <summary>Looks ahead without taking.</summary>
    /// <param name="distance">0 for the next token, 1 for the one after it.</param>
    public Token Peek(int distance = 0)
    {
        while (_aheadCount <= distance)
            _ahead[_aheadCount++] = Read();
        return _ahead[distance];
    }

    /// <summary>Passes over the rest of a broken tag.</summary>
    public void SkipTag()
    {
        _aheadCount = 0;
        if (_mode != Mode.Tag)
            return;
        var end = source.IndexOf("}}", _offset, StringComparison.Ordinal);
        _offset = end < 0 ? source.Length : end + 2;
        _mode = Mode.Text;
    }

    private Token Read()
    {
        while (true)
        {
            if (_mode == Mode.End || (_offset >= source.Length && _mode != Mode.Raw))
                return At(TokenKind.EndOfSource, _offset, 0);
            var token = _mode switch
            {
                Mode.Text => ReadText(),
                Mode.Escaped => ReadEscaped(),
                Mode.Raw => ReadRaw(),
                _ => ReadTagPart(),
            };
            if (token is { } found)
                return found;
        }
    }

    /// <summary>Text up to the next tag. A backslash before the tag makes the tag text; two make one backslash.</summary>
    private Token? ReadText()
    {
        var start = _offset;
        var tag = source.IndexOf("{{", start, StringComparison.Ordinal);
        var end = tag < 0 ? source.Length : tag;
        var nul = source.AsSpan(start, end - start).IndexOf('\0');
        if (nul >= 0)
            return Fail(start + nul, "The source holds a NUL character");
        if (tag < 0)
            return At(TokenKind.Content, start, end - start);

        var text = source.AsSpan(start, end - start);
        var length = text.EndsWith("\\") ? text.Length - 1 : text.Length;
        _mode = text.EndsWith("\\") && !text.EndsWith("\\\\") ? Mode.Escaped : Mode.Tag;
        var token = At(TokenKind.Content, start, length);
        _offset = end;
        return length == 0 ? null : token;
    }

    /// <summary>A tag after a backslash, and the text behind it up to the next tag or backslash that stands before one.</summary>
    private Token? ReadEscaped()
    {
        _mode = Mode.Text;
        var start = _offset;
        var end = source.IndexOf("{{", start + 2, StringComparison.Ordinal);
        if (end < 0)
            end = source.Length;
        else if (end - 1 >= start + 2 && source[end - 1] == '\\')
            end -= end - 2 >= start + 2 && source[end - 2] == '\\' ? 2 : 1;
        var nul = source.AsSpan(start, end - start).IndexOf('\0');
        return nul >= 0 ? Fail(start + nul, "The source holds a NUL character") : At(TokenKind.Content, start, end - start);
    }

    private Token At(TokenKind kind, int start, int length, string? text = null, bool before = false, bool after = false, bool literal = false)
    {
        var position = PositionOf(start);
        _offset = start + length;
        return new Token(kind, text ?? source.Substring(start, length), position, before, after, literal);
    }

    /// <summary>Ends the source at a place that no token can start at.</summary>
    private Token Fail(int start, string message)
    {
        _mode = Mode.End;
        return At(TokenKind.Invalid, start, 0, message);
    }
}
