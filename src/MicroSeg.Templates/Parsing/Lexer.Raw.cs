namespace MicroSeg.Templates.Parsing;

internal sealed partial class Lexer
{
    private int _rawDepth;

    /// <summary>The inside of a raw block: text, in which raw blocks nest, up to the closing tag.</summary>
    private Token? ReadRaw()
    {
        var start = _offset;
        if (source.AsSpan(start).StartsWith("{{{{"))
        {
            if (CharAt(start + 4) is not ('/' or '\0'))
            {
                _rawDepth++;
                return At(TokenKind.Content, start, 4);
            }

            if (RawCloseLength(start) is > 0 and var length)
            {
                if (_rawDepth-- > 0)
                    return At(TokenKind.Content, start, length);
                _rawDepth = 0;
                _mode = Mode.Text;
                return At(TokenKind.EndRawBlock, start, length, source.Substring(start + 5, length - 9));
            }
        }

        var next = start + 1 < source.Length ? source.IndexOf("{{{{", start + 1, StringComparison.Ordinal) : -1;
        return next < 0 ? Fail(start, "The raw block has no closing tag") : At(TokenKind.Content, start, next - start);
    }

    private int RawCloseLength(int start)
    {
        var end = start + 5;
        while (end < source.Length && Characters.IsId(source[end]))
            end++;
        return end > start + 5 && source.AsSpan(end).StartsWith("}}}}") ? end + 4 - start : 0;
    }
}
