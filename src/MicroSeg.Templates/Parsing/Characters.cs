namespace MicroSeg.Templates.Parsing;

/// <summary>The character classes of Handlebars' grammar, which are those of JavaScript's regular expressions.</summary>
internal static class Characters
{
    /// <summary>JavaScript's <c>\s</c>.</summary>
    public static bool IsSpace(char c) => c switch
    {
        ' ' or (>= '\t' and <= '\r') => true,
        < '\u00a0' => false,
        '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' or '\ufeff' => true,
        _ => false,
    };

    public static bool IsId(char c) => c switch
    {
        '!' or '"' or '#' or (>= '%' and <= ',') or '.' or '/' or (>= ';' and <= '>') or '@' or (>= '[' and <= '^') or '`' or (>= '{' and <= '~') => false,
        _ => !IsSpace(c),
    };

    public static bool EndsId(char c) => c is '=' or '~' or '}' or '/' or '.' or ')' or '|' || IsSpace(c);

    /// <summary>What must follow a literal such as <c>true</c> or <c>12</c> for it not to be an identifier.</summary>
    public static bool EndsLiteral(char c) => c is '~' or '}' or ')' || IsSpace(c);

    /// <summary>JavaScript's <c>\w</c>.</summary>
    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
