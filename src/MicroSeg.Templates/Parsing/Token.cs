namespace MicroSeg.Templates.Parsing;

/// <param name="Kind">What the token is.</param>
/// <param name="Text">Its text; of strings and identifiers without the quoting.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="StripBefore">Whether a <c>~</c> asks to remove the white space before.</param>
/// <param name="StripAfter">Whether a <c>~</c> asks to remove the white space after.</param>
/// <param name="IsLiteralSegment">Whether an identifier was written in brackets, and so is never an operator.</param>
internal readonly record struct Token(
    TokenKind Kind,
    string Text,
    SourcePosition Position,
    bool StripBefore = false,
    bool StripAfter = false,
    bool IsLiteralSegment = false);
