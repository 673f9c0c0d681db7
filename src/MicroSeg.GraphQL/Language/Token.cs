namespace MicroSeg.GraphQL.Language;

/// <summary>A token's kind and place; its text stays in the source.</summary>
/// <param name="Start">The offset of the first character.</param>
/// <param name="End">The offset behind the last character.</param>
/// <param name="Line">The line of the first character, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, int Line, int Column)
{
    /// <summary>How the token is named in messages.</summary>
    public string Describe(string source) => Kind switch
    {
        TokenKind.StartOfFile => "<SOF>",
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Name => $"Name \"{source[Start..End]}\"",
        TokenKind.Int => $"Int \"{source[Start..End]}\"",
        TokenKind.Float => $"Float \"{source[Start..End]}\"",
        TokenKind.String => "String",
        TokenKind.BlockString => "BlockString",
        _ => $"\"{source[Start..End]}\"",
    };
}
