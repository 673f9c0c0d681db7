using System.Buffers;
using System.Globalization;

namespace MicroSeg.GraphQL.Language;

/// <summary>Cuts a document into the tokens of section 2.1; white space, line terminators, comments and commas are passed over.</summary>
/// <remarks>Nothing is allocated: a token is a range of the source, and what a string stands for is worked out when the parser asks.</remarks>
internal sealed partial class Lexer(string source)
{
    private static readonly SearchValues<char> s_nameContinue
        = SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private int _offset;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The next token; at the end of the source, again and again the end.</summary>
    public Token Read()
    {
        SkipIgnored();
        if (_offset >= source.Length)
            return new Token(TokenKind.EndOfFile, source.Length, source.Length, _line, source.Length - _lineStart + 1);

        var c = source[_offset];
        return c switch
        {
            '!' => Take(TokenKind.Bang, 1),
            '$' => Take(TokenKind.Dollar, 1),
            '&' => Take(TokenKind.Ampersand, 1),
            '(' => Take(TokenKind.ParenLeft, 1),
            ')' => Take(TokenKind.ParenRight, 1),
            ':' => Take(TokenKind.Colon, 1),
            '=' => Take(TokenKind.EqualsSign, 1),
            '@' => Take(TokenKind.At, 1),
            '[' => Take(TokenKind.BracketLeft, 1),
            ']' => Take(TokenKind.BracketRight, 1),
            '{' => Take(TokenKind.BraceLeft, 1),
            '|' => Take(TokenKind.Pipe, 1),
            '}' => Take(TokenKind.BraceRight, 1),
            '.' when source.AsSpan(_offset).StartsWith("...") => Take(TokenKind.Spread, 3),
            '"' when source.AsSpan(_offset).StartsWith("\"\"\"") => ReadBlockString(),
            '"' => ReadString(),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => ReadName(),
            _ => throw Invalid(_offset, $"Unexpected character: {Describe(_offset)}."),
        };
    }

    /// <summary>Section 2.1.7, Ignored.</summary>
    private void SkipIgnored()
    {
        while (_offset < source.Length)
        {
            switch (source[_offset])
            {
                case '\uFEFF' or '\t' or ' ' or ',':
                    _offset++;
                    break;
                case '\n':
                    NextLine(1);
                    break;
                case '\r':
                    NextLine(_offset + 1 < source.Length && source[_offset + 1] == '\n' ? 2 : 1);
                    break;
                case '#':
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipComment()
    {
        while (_offset < source.Length && source[_offset] is not ('\n' or '\r'))
        {
            var width = ScalarWidth(_offset);
            if (width == 0)
                throw Invalid(_offset, $"Unexpected character: {Describe(_offset)}.");
            _offset += width;
        }
    }

    private void NextLine(int width)
    {
        _offset += width;
        _line++;
        _lineStart = _offset;
    }

    private Token ReadName()
    {
        var length = source.AsSpan(_offset).IndexOfAnyExcept(s_nameContinue);
        return Take(TokenKind.Name, length < 0 ? source.Length - _offset : length);
    }

    /// <summary>Sections 2.9.1 and 2.9.2: no leading zeros, and no name or point directly behind.</summary>
    private Token ReadNumber()
    {
        var end = _offset;
        var kind = TokenKind.Int;
        if (source[end] == '-')
            end++;
        if (CharAt(end) == '0')
        {
            end++;
            if (char.IsAsciiDigit(CharAt(end)))
                throw Invalid(end, $"Invalid number, unexpected digit after 0: {Describe(end)}.");
        }
        else
        {
            end = SkipDigits(end);
        }

        if (CharAt(end) == '.')
        {
            kind = TokenKind.Float;
            end = SkipDigits(end + 1);
        }

        if (CharAt(end) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            end++;
            if (CharAt(end) is '+' or '-')
                end++;
            end = SkipDigits(end);
        }

        if (CharAt(end) is '.' or '_' || char.IsAsciiLetter(CharAt(end)))
            throw Invalid(end, $"Invalid number, expected digit but got: {Describe(end)}.");
        return Take(kind, end - _offset);
    }

    private int SkipDigits(int offset)
    {
        if (!char.IsAsciiDigit(CharAt(offset)))
            throw Invalid(offset, $"Invalid number, expected digit but got: {Describe(offset)}.");
        while (char.IsAsciiDigit(CharAt(offset)))
            offset++;
        return offset;
    }

    private char CharAt(int offset) => offset < source.Length ? source[offset] : '\0';

    /// <summary>How many code units the Unicode scalar value at an offset takes; 0 for half of a surrogate pair.</summary>
    private int ScalarWidth(int offset)
    {
        if (!char.IsSurrogate(source[offset]))
            return 1;
        return offset + 1 < source.Length && char.IsSurrogatePair(source[offset], source[offset + 1]) ? 2 : 0;
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _offset, _offset + length, _line, _offset - _lineStart + 1);
        _offset += length;
        return token;
    }

    private string Describe(int offset)
    {
        if (offset >= source.Length)
            return "<EOF>";
        var c = source[offset];
        if (c == '"')
            return "'\"'";
        return c is >= ' ' and <= '~' ? $"\"{c}\"" : string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
    }

    private GraphQLSyntaxException Invalid(int offset, string message) => SyntaxErrors.At(source, offset, message);
}
