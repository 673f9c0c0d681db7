namespace MicroSeg.GraphQL.Tests.Generated;

/// <summary>Breaks documents: takes out, doubles or exchanges a few characters or words.</summary>
internal static class DocumentDamage
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "(", ")", "[", "]", "$", "!", "...", ".", ":", "=", "@", "|", "&", "\"", "\"\"\"", "\\", "\\u12", "#", "\n", "\r", "\r\n", ",", "on", "fragment",
        "query", "type X { a: Int }", "1", "01", "-", "1.", "1e", "1.5e+3", "true", "null", "é", "\uFEFF", "😀", "\u0007", "\\uD83D\\uDE00", "\\uDEAD", "\\u{1F600}",
    ];

    public static string Do(string document, Random random)
    {
        for (var i = random.Next(1, 3); i > 0; i--)
            document = Once(document, random);
        return document;
    }

    private static string Once(string document, Random random)
    {
        var at = random.Next(document.Length);
        var length = Math.Min(random.Next(1, 8), document.Length - at);
        return random.Next(3) switch
        {
            0 => document.Remove(at, length),
            1 => document.Insert(at, document.Substring(at, length)),
            _ => document.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
        };
    }
}
