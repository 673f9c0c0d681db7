namespace MicroSeg.Templates.Parsing;

internal sealed partial class Lexer
{
    private Token ReadDots(int start)
    {
        if (CharAt(start + 1) == '.')
            return At(TokenKind.Id, start, 2);
        var isId = start + 1 < source.Length && Characters.EndsId(source[start + 1]);
        return At(isId ? TokenKind.Id : TokenKind.Separator, start, 1);
    }

    private Token ReadWord(int start)
    {
        if (ReadBlockParametersStart(start) is { } parameters)
            return parameters;
        if (ReadNumber(start) is { } number)
            return number;

        var end = start;
        while (end < source.Length && Characters.IsId(source[end]))
            end++;
        if (end == start || end >= source.Length || !Characters.EndsId(source[end]))
            return At(TokenKind.Invalid, start, 1);

        var isLiteral = Characters.EndsLiteral(source[end]);
        var kind = source.AsSpan(start, end - start) switch
        {
            "true" or "false" when isLiteral => TokenKind.Boolean,
            "undefined" when isLiteral => TokenKind.Undefined,
            "null" when isLiteral => TokenKind.Null,
            _ => TokenKind.Id,
        };
        return At(kind, start, end - start);
    }

    private Token? ReadBlockParametersStart(int start)
    {
        if (!source.AsSpan(start).StartsWith("as"))
            return null;
        var bar = SkipSpace(start + 2);
        return bar > start + 2 && CharAt(bar) == '|' ? At(TokenKind.OpenBlockParameters, start, bar + 1 - start) : null;
    }

    private Token? ReadNumber(int start)
    {
        var end = SkipDigits(CharAt(start) == '-' ? start + 1 : start);
        if (end == start || !char.IsAsciiDigit(source[end - 1]))
            return null;
        if (CharAt(end) == '.' && char.IsAsciiDigit(CharAt(end + 1)))
            end = SkipDigits(end + 1);
        return end < source.Length && Characters.EndsLiteral(source[end]) ? At(TokenKind.Number, start, end - start) : null;
    }

    private int SkipDigits(int offset)
    {
        while (char.IsAsciiDigit(CharAt(offset)))
            offset++;
        return offset;
    }

    private Token ReadString(int start)
    {
        var quote = source[start];
        var end = FindEnd(start, quote);
        if (end < 0)
            return Fail(start, "The string has no closing quote");
        var text = source.Substring(start + 1, end - start - 1);
        return At(TokenKind.String, start, end + 1 - start, text.Replace($"\\{quote}", quote.ToString(), StringComparison.Ordinal));
    }

    private Token ReadLiteralSegment(int start)
    {
        var end = FindEnd(start, ']');
        if (end < 0)
            return Fail(start, "The segment has no closing bracket");
        var text = source[(start + 1)..end].Replace("\\]", "]", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return At(TokenKind.Id, start, end + 1 - start, text, literal: true);
    }

    /// <summary>The end of a quoted text. A backslash protects the closing character, unless there is no other.</summary>
    private int FindEnd(int start, char closing)
    {
        var escaped = -1;
        for (var end = source.IndexOf(closing, start + 1); end >= 0; end = source.IndexOf(closing, end + 1))
        {
            if (end == start + 1 || source[end - 1] != '\\')
                return end;
            escaped = end;
        }

        return escaped;
    }
}
