using System.Text;

namespace MicroSeg.Templates.Tests.Rendering;

/// <summary>Sixty kinds of template that mean harm: too large, too deep, too much to do, or broken so that a careless parser loops.</summary>
internal static class HostileTemplates
{
    public static readonly Dictionary<string, string> Partials = new(StringComparer.Ordinal)
    {
        ["self"] = "{{> self}}",
        ["selfTwice"] = "{{> selfTwice}}{{> selfTwice}}",
        ["ping"] = "{{> pong}}",
        ["pong"] = "x{{> ping}}",
        ["growing"] = "{{> growing a=(lookup . 'a')}}",
        ["indented"] = "x\n  {{> indented}}\n",
        ["block"] = "{{#> block}}{{> @partial-block}}{{/block}}",
        ["each"] = "{{#each @root.list}}{{> each}}{{/each}}",
        ["deep"] = Nest("{{#if true}}", "{{> deep}}", "{{/if}}", 60),
        ["double"] = "{{> @partial-block}}{{> @partial-block}}",
    };

    public static IEnumerable<(string Kind, string Source)> All()
    {
        // Size
        yield return ("10 MB of text", new string('x', 10_000_000));
        yield return ("10 MB of braces", new string('{', 10_000_000));
        yield return ("text to the limit", new string('x', 262_144));
        yield return ("backslashes to the limit", new string('\\', 262_144));
        yield return ("spaces before a tag", new string(' ', 262_000) + "{{~a}}");
        yield return ("newlines before standalone tags", string.Concat(Enumerable.Repeat(new string('\n', 100) + "{{! c }}", 2_000)));
        yield return ("spaces in a tag", "{{" + new string(' ', 262_000) + "a}}");
        yield return ("spaces after else", Repeat("{{else" + new string(' ', 50), 4_000));
        yield return ("a long name", "{{" + new string('a', 262_000) + "}}");
        yield return ("a long path", "{{" + Repeat("a.", 130_000) + "a}}");
        yield return ("a long climb", "{{" + Repeat("../", 87_000) + "a}}");
        yield return ("a long string", "{{echo \"" + new string('a', 262_000) + "\"}}");
        yield return ("a long number", "{{echo " + new string('9', 262_000) + "}}");
        yield return ("a long comment", "{{!" + new string('-', 262_000) + "}}");
        yield return ("many tags", Repeat("{{a}}", 52_000));
        yield return ("many arguments", "{{echo" + Repeat(" a", 130_000) + "}}");
        yield return ("many hash pairs", "{{echo" + Numbered(" a{0}=1", 25_000) + "}}");
        yield return ("many block parameters", "{{#each a as |" + Repeat(" x", 130_000) + "|}}{{/each}}");
        yield return ("many inline partials", Numbered("{{#*inline \"p{0}\"}}x{{/inline}}", 5_000));
        // Depth
        yield return ("nested ifs", Nest("{{#if a}}", "x", "{{/if}}", 10_000));
        yield return ("nested eaches", Nest("{{#each a}}", "x", "{{/each}}", 10_000));
        yield return ("nested inverses", Nest("{{^a}}", "x", "{{/a}}", 10_000));
        yield return ("nested partial blocks", Nest("{{#> a}}", "x", "{{/a}}", 10_000));
        yield return ("nested inline partials", Nest("{{#*inline \"a\"}}", "x", "{{/inline}}", 8_000));
        yield return ("nested raw blocks", Nest("{{{{a}}}}", "x", "{{{{/a}}}}", 10_000));
        yield return ("nested sub-expressions", "{{echo " + Nest("(echo ", "1", ")", 30_000) + "}}");
        yield return ("an else chain", "{{#if a}}" + Repeat("{{else if b}}x", 10_000) + "{{/if}}");
        yield return ("blocks that are not closed", Repeat("{{#if a}}", 28_000));
        yield return ("parentheses that are not closed", "{{echo " + new string('(', 262_000));
        yield return ("closing tags only", Repeat("{{/if}}", 37_000));
        yield return ("elses only", Repeat("{{else}}", 32_000));
        // Broken
        yield return ("a tag that is not closed", "{{a");
        yield return ("many tags that are not closed", Repeat("{{a ", 65_000));
        yield return ("comments that are not closed", Repeat("{{!-- ", 43_000));
        yield return ("short comments that are not closed", Repeat("{{! ", 65_000));
        yield return ("strings that are not closed", Repeat("{{a \"", 52_001));
        yield return ("strings of escapes", "{{a \"" + Repeat("\\\"", 130_000));
        yield return ("segments that are not closed", Repeat("{{[a ", 52_000));
        yield return ("segments of escapes", "{{[" + Repeat("\\]", 130_000));
        yield return ("raw blocks that are not closed", Repeat("{{{{a}}}}", 29_000));
        yield return ("dashes and braces", "{{!--" + Repeat("--}", 87_000));
        yield return ("mixed brackets", "{{" + Repeat("([{\"'", 52_000));
        yield return ("tildes", "{{" + new string('~', 262_000));
        yield return ("a NUL", "a\0{{b}}");
        yield return ("control characters", "{{" + new string((char)1, 1_000) + "}}");
        yield return ("half a surrogate pair", "{{\ud800}}\udc00");
        yield return ("carriage returns", Repeat("\r{{#if a}}\r{{/if}}\r", 9_000));
        yield return ("reaching for the prototype", "{{constructor.constructor}}{{__proto__.polluted}}{{lookup this 'constructor'}}");
        yield return ("calling a hook", "{{helperMissing}}");
        yield return ("calling a hook as a block", "{{#blockHelperMissing}}x{{/blockHelperMissing}}");
        // Work
        yield return ("eaches that multiply", Nest("{{#each @root.list}}", "x", "{{/each}}", 20));
        yield return ("eaches that multiply without output", Nest("{{#each @root.list}}", "", "{{/each}}", 20));
        yield return ("a large list in every element", "{{#each list}}{{#each @root.list}}{{#each @root.list}}{{@root.text}}{{/each}}{{/each}}{{/each}}");
        yield return ("large text over and over", "{{#each list}}{{@root.text}}{{{@root.text}}}{{/each}}");
        yield return ("a list as text over and over", "{{#each list}}{{#each @root.list}}{{@root.list}}{{/each}}{{/each}}");
        yield return ("a list as a key over and over", "{{#each list}}{{#each @root.list}}{{lookup @root @root.list}}{{/each}}{{/each}}");
        yield return ("a partial of itself", "{{> self}}");
        yield return ("a partial of itself twice", "{{> selfTwice}}");
        yield return ("partials of one another", "{{> ping}}");
        yield return ("a partial that grows its context", "{{> growing a=1}}");
        yield return ("a partial that indents itself", "{{#each list}}\n    {{> indented}}\n{{/each}}");
        yield return ("a partial block in itself", "{{#> block}}x{{/block}}");
        yield return ("a partial in every element", "{{> each}}");
        yield return ("a deep partial of itself", "{{> deep}}");
        yield return ("partial blocks that double", Nest("{{#> double}}", "x", "{{/double}}", 30));
        yield return ("an inline partial of itself", "{{#*inline \"i\"}}{{> i}}{{> i}}{{/inline}}{{> i}}");
        yield return ("a dynamic partial of itself", "{{#*inline \"i\"}}{{> (lookup . 'i')}}{{/inline}}{{> i i='i'}}");
    }

    private static string Repeat(string piece, int count) => new StringBuilder().Insert(0, piece, count).ToString();

    private static string Numbered(string piece, int count)
        => string.Concat(Enumerable.Range(0, count).Select(i => piece.Replace("{0}", i.ToString(), StringComparison.Ordinal)));

    private static string Nest(string open, string inner, string close, int depth) => Repeat(open, depth) + inner + Repeat(close, depth);
}
