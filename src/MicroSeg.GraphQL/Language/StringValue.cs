using System.Globalization;
using System.Text;

namespace MicroSeg.GraphQL.Language;

/// <summary>What a quoted string stands for (section 2.9.4, static semantics).</summary>
internal static class StringValue
{
    /// <summary>The value of a string token whose escapes the lexer has checked.</summary>
    public static string Of(string source, Token token)
    {
        var text = source.AsSpan(token.Start + 1, token.End - token.Start - 2);
        var escape = text.IndexOf('\\');
        if (escape < 0)
            return text.ToString();

        var value = new StringBuilder(text.Length);
        var at = token.Start + 1;
        while (at < token.End - 1)
        {
            var length = 1;
            if (source[at] == '\\')
                value.Append(Decode(source, at, out length));
            else
                value.Append(source[at]);
            at += length;
        }

        return value.ToString();
    }

    /// <summary>How many characters the escape at an offset takes.</summary>
    /// <exception cref="GraphQLSyntaxException">It is none, or stands for half of a surrogate pair.</exception>
    public static int EscapeLength(string source, int offset)
    {
        Decode(source, offset, out var length);
        return length;
    }

    private static string Decode(string source, int offset, out int length)
    {
        length = 2;
        var kind = offset + 1 < source.Length ? source[offset + 1] : '\0';
        switch (kind)
        {
            case '"' or '\\' or '/':
                return kind.ToString();
            case 'b':
                return "\b";
            case 'f':
                return "\f";
            case 'n':
                return "\n";
            case 'r':
                return "\r";
            case 't':
                return "\t";
            case 'u' when offset + 2 < source.Length && source[offset + 2] == '{':
                return DecodeVariableWidth(source, offset, out length);
            case 'u':
                return DecodeFixedWidth(source, offset, out length);
            default:
                throw SyntaxErrors.At(source, offset, $"Invalid character escape sequence: \"{source.AsSpan(offset, Math.Min(2, source.Length - offset))}\".");
        }
    }

    /// <summary><c>\u{1F600}</c>: any number of hexadecimal digits that name a Unicode scalar value.</summary>
    private static string DecodeVariableWidth(string source, int offset, out int length)
    {
        var code = 0;
        var at = offset + 3;
        for (; at < source.Length && at - offset < 12 && char.IsAsciiHexDigit(source[at]); at++)
            code = code > 0x10FFFF ? code : (code * 16) + HexDigit(source[at]);
        if (at == offset + 3 || at >= source.Length || source[at] != '}' || !Rune.IsValid(code))
            throw InvalidUnicode(source, offset, at + 1);
        length = at + 1 - offset;
        return new Rune(code).ToString();
    }

    /// <summary><c>\u0041</c>, or two of them that make a surrogate pair.</summary>
    private static string DecodeFixedWidth(string source, int offset, out int length)
    {
        length = 6;
        var code = FourDigits(source, offset + 2);
        if (Rune.IsValid(code))
            return ((char)code).ToString();

        if (code >= 0 && char.IsHighSurrogate((char)code) && source.AsSpan(offset + 6).StartsWith("\\u"))
        {
            var low = FourDigits(source, offset + 8);
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                length = 12;
                return new string([(char)code, (char)low]);
            }
        }

        throw InvalidUnicode(source, offset, offset + 6);
    }

    private static int FourDigits(string source, int offset)
        => offset + 4 <= source.Length && int.TryParse(source.AsSpan(offset, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : -1;

    private static int HexDigit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    private static GraphQLSyntaxException InvalidUnicode(string source, int offset, int end)
        => SyntaxErrors.At(source, offset, $"Invalid Unicode escape sequence: \"{source.AsSpan(offset, Math.Min(end, source.Length) - offset)}\".");
}
