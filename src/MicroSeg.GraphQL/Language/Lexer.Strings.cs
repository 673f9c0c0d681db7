using System.Buffers;

namespace MicroSeg.GraphQL.Language;

/// <content>String values (section 2.9.4): finding their end and refusing what they may not hold.</content>
internal sealed partial class Lexer
{
    private static readonly SearchValues<char> s_stringStops = SearchValues.Create(StringStops());

    private Token ReadString()
    {
        var at = _offset + 1;
        while (true)
        {
            var plain = source.AsSpan(at).IndexOfAny(s_stringStops);
            at = plain < 0 ? source.Length : at + plain;
            if (at >= source.Length || source[at] is '\n' or '\r')
                throw Invalid(at, "Unterminated string.");
            if (source[at] == '"')
                return Take(TokenKind.String, at + 1 - _offset);
            if (source[at] == '\\')
            {
                at += StringValue.EscapeLength(source, at);
                continue;
            }

            var width = ScalarWidth(at);
            if (width == 0)
                throw Invalid(at, $"Invalid character within String: {Describe(at)}.");
            at += width;
        }
    }

    private Token ReadBlockString()
    {
        var (line, column) = (_line, _offset - _lineStart + 1);
        var start = _offset;
        var at = start + 3;
        while (at < source.Length)
        {
            var rest = source.AsSpan(at);
            if (rest.StartsWith("\"\"\""))
            {
                _offset = at + 3;
                return new Token(TokenKind.BlockString, start, _offset, line, column);
            }

            if (rest.StartsWith("\\\"\"\""))
            {
                at += 4;
            }
            else if (rest[0] is '\n' or '\r')
            {
                at += rest.StartsWith("\r\n") ? 2 : 1;
                _line++;
                _lineStart = at;
            }
            else
            {
                var width = ScalarWidth(at);
                if (width == 0)
                    throw Invalid(at, $"Invalid character within String: {Describe(at)}.");
                at += width;
            }
        }

        throw Invalid(at, "Unterminated string.");
    }

    /// <summary>Everything that a string cannot simply run over: its end, its escapes, line terminators and surrogates.</summary>
    private static string StringStops()
    {
        var surrogates = Enumerable.Range(0xD800, 0x800).Select(code => (char)code);
        return new string([.. surrogates, '"', '\\', '\n', '\r']);
    }
}
