namespace MicroSeg.Templates.Tests.Generated;

/// <summary>Damages a template in one or two places: something removed, doubled or put in.</summary>
internal static class TemplateDamage
{
    private static readonly string[] s_pieces =
        ["{", "}", "{{", "}}", "~", "\\", "\"", "'", "[", "]", "(", ")", "=", ".", "..", "/", "@", "|", "#", "^", "&", ">", "!", "-", "--", " ", "\n", "else", "as |x|", "this", "null", "12", "1.", "{{else}}", "{{/if}}", "{{{{", "}}}}", "a=b"];

    public static GeneratedCase Do(GeneratedCase test, Random random)
    {
        var template = test.Template;
        for (var times = 1 + random.Next(2); times > 0; times--)
        {
            var at = random.Next(template.Length + 1);
            var length = Math.Min(random.Next(4), template.Length - at);
            var piece = random.Next(3) switch
            {
                0 => "",
                1 => template.Substring(at, length),
                _ => s_pieces[random.Next(s_pieces.Length)],
            };
            template = random.Next(2) == 0 ? template.Insert(at, piece) : template.Remove(at, length).Insert(at, piece);
        }

        return test with { Template = template };
    }
}
