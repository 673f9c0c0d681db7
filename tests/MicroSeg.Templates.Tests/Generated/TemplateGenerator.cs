using System.Text;

namespace MicroSeg.Templates.Tests.Generated;

/// <summary>Random templates by the grammar: every construct of the language, white space and <c>~</c> anywhere.</summary>
/// <remarks>
/// Left out is what npm handlebars gets wrong: it adds up numbers that stand next to one another unescaped (text is put between them),
/// and loses the block parameters of a block inside an inline partial (the names are not used there).
/// </remarks>
internal sealed class TemplateGenerator(Random random)
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _parameters = [];
    private string[] _partials = [];
    private int _budget;

    public GeneratedCase Next()
    {
        var partials = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in new[] { "p3", "p2", "p1" })
        {
            _partials = [.. partials.Keys, .. random.Next(4) == 0 ? ["@partial-block"] : Array.Empty<string>()];
            partials[name] = Source(8);
        }

        _partials = [.. partials.Keys];
        return new GeneratedCase(Source(25), new DataGenerator(random).Root(), partials);
    }

    private string Source(int budget)
    {
        _text.Clear();
        _parameters.Clear();
        _budget = budget;
        Body(0);
        return _text.ToString();
    }

    private void Body(int depth)
    {
        for (var count = random.Next(depth == 0 ? 9 : 5); count > 0 && _budget-- > 0; count--)
            Statement(depth);
    }

    private void Statement(int depth)
    {
        switch (random.Next(depth < 4 ? 16 : 8))
        {
            case 0 or 1 or 2:
                _text.Append(Pick("text", " ", "\n", "\n  ", "  \n", "\r\n", "<p>", "\t", "a\n\n", "\\ ", "}", "{ ", "\\\\ "));
                break;
            case 3 or 4:
                Tag("{{", "}}", () => Expression(3));
                break;
            case 5:
                _text.Append(',');
                Unescaped();
                _text.Append(',');
                break;
            case 6:
                _text.Append(Pick("{{! note }}", "{{!-- a }} b --}}", "{{~! x ~}}", "\\{{a}}", "\n{{! alone }}\n", "{{!--~}} --~}}", "\\\\{{a}}"));
                break;
            case 7:
                Partial();
                break;
            case 8 or 9:
                Block("if", "unless");
                break;
            case 10 or 11:
                Loop(depth);
                return;
            case 12:
                Section(depth);
                return;
            case 13:
                PartialBlock(depth);
                return;
            case 14:
                Inline(depth);
                return;
            default:
                Other(depth);
                return;
        }

        void Block(params string[] names) => Conditional(Pick(names), depth);
    }

    private void Conditional(string name, int depth)
    {
        Open("#" + name, () =>
        {
            Argument(2);
            if (random.Next(4) == 0)
                _text.Append(" includeZero=").Append(Pick("true", "false", "a"));
        });
        Body(depth + 1);
        for (var links = random.Next(6) - 3; links > 0; links--)
        {
            Open("else " + Pick("if", "unless", "with"), () => Argument(1));
            Body(depth + 1);
        }

        Else(depth);
        Close(name);
    }

    private void Loop(int depth)
    {
        var name = Pick("each", "each", "with");
        var parameters = random.Next(3) == 0 ? Pick("v", "v k", "a b") : null;
        Open("#" + name, () =>
        {
            Argument(1);
            if (parameters is not null)
                _text.Append(" as |").Append(parameters).Append('|');
        });
        var before = _parameters.Count;
        if (parameters is not null)
            _parameters.AddRange(name == "each" ? parameters.Split(' ') : [parameters.Split(' ')[0]]);
        Body(depth + 1);
        _parameters.RemoveRange(before, _parameters.Count - before);
        Else(depth);
        Close(name);
    }

    private void Section(int depth)
    {
        var path = Path();
        var inverted = random.Next(3) == 0;
        Open((inverted ? "^" : "#") + path, () => { });
        Body(depth + 1);
        Else(depth);
        Close(path);
    }

    private void PartialBlock(int depth)
    {
        var name = Pick([.. _partials, "missing"]);
        Open("#> " + name, PartialArguments);
        Body(depth + 1);
        Close(name);
    }

    private void Inline(int depth)
    {
        var hidden = _parameters.ToArray();
        _parameters.Clear();
        Open("#*inline \"i1\"", () => { });
        // An inline partial that called itself would never end.
        var partials = _partials;
        _partials = [.. partials.Where(name => name is not "i1")];
        Body(depth + 1);
        _partials = partials.Contains("i1") || random.Next(5) == 0 ? partials : [.. partials, "i1"];
        Close("inline");
        _parameters.AddRange(hidden);
    }

    private void Other(int depth)
    {
        switch (random.Next(4))
        {
            case 0:
                var name = Pick("a", "flag", "items");
                _text.Append("{{{{" + name + "}}}}");
                _text.Append(Pick("raw", "{{x}}", "\n{{{{b}}}} {{{{/b}}}}\n", " ", "{{/if}}"));
                _text.Append("{{{{/" + name + "}}}}");
                break;
            case 1:
                _text.Append(',');
                Open("#echo", () => Argument(1));
                Body(depth + 1);
                Close("echo");
                _text.Append(',');
                break;
            default:
                Open("#twice", () => Argument(1));
                _text.Append('.');
                Body(depth + 1);
                Else(depth);
                Close("twice");
                break;
        }
    }

    private void Else(int depth)
    {
        if (random.Next(3) > 0)
            return;
        Open(Pick("else", "^"), () => { });
        Body(depth + 1);
    }

    private void Partial()
    {
        Open("> " + Pick([.. _partials, "p3", "(lookup . 'name')", "(echo \"p3\")"]), PartialArguments);
    }

    private void PartialArguments()
    {
        if (random.Next(3) == 0)
            Argument(1);
        if (random.Next(3) == 0)
            Hash(1);
    }

    private void Unescaped()
    {
        if (random.Next(2) == 0)
            Tag("{{&", "}}", () => Expression(2));
        else
            Tag("{{{", "}}}", () => Expression(2));
    }

    private void Open(string name, Action rest)
    {
        if (random.Next(6) == 0)
            _text.Append(Pick("\n", "\n  ", " "));
        Tag("{{", "}}", () =>
        {
            _text.Append(name);
            rest();
        });
        if (random.Next(5) == 0)
            _text.Append(Pick("\n", "  \n", " ", "\r\n"));
    }

    private void Close(string name) => Open("/" + name, () => { });

    private void Tag(string open, string close, Action inner)
    {
        _text.Append(random.Next(10) == 0 ? open.Insert(2, "~") : open);
        inner();
        _text.Append(random.Next(10) == 0 ? close.Insert(close.Length - 2, "~") : close);
    }

    private void Expression(int depth)
    {
        switch (random.Next(7))
        {
            case 0:
                _text.Append(Pick("concat", "echo", "safe"));
                Arguments(depth);
                break;
            case 1:
                _text.Append("lookup");
                Argument(depth);
                Argument(depth);
                break;
            case 2:
                _text.Append(Pick("missing", "log", "missing.deep", "12", "\"with space\"", "true", "null", "undefined", "constructor"));
                break;
            default:
                _text.Append(Path());
                break;
        }
    }

    private void Arguments(int depth)
    {
        for (var count = 1 + random.Next(2); count > 0; count--)
            Argument(depth);
        if (random.Next(3) == 0)
            Hash(depth);
    }

    private void Hash(int depth)
    {
        foreach (var name in new[] { Pick("a", "name", "end"), Pick("b", "items", "a") }.Take(1 + random.Next(2)))
        {
            _text.Append(' ').Append(name).Append(Pick("=", " = "));
            Value(depth);
        }
    }

    private void Argument(int depth)
    {
        _text.Append(Pick(" ", " ", "\n  "));
        Value(depth);
    }

    private void Value(int depth)
    {
        switch (random.Next(depth > 0 ? 10 : 8))
        {
            case 0:
                _text.Append(Pick("\"text\"", "'it\\'s'", "\"<\\\"q\\\">\"", "\"\"", "'items'"));
                break;
            case 1:
                _text.Append(Pick("0", "1", "-2.50", "12", "true", "false", "null", "undefined", "1.0"));
                break;
            case >= 8:
                _text.Append('(');
                Expression(depth - 1);
                _text.Append(')');
                break;
            default:
                _text.Append(Path());
                break;
        }
    }

    private string Path()
    {
        if (_parameters.Count > 0 && random.Next(3) == 0)
            return _parameters[random.Next(_parameters.Count)] + Pick("", ".name", ".a.b", "");
        var path = new StringBuilder(Pick("", "", "", "", "../", "this.", "./", "../../", "@root.", "this/"));
        if (random.Next(8) == 0)
            return Pick(".", "this", "..", "@index", "@key", "@first", "@last", "@../index", "@root", "../.", "@../key");
        for (var count = 1 + random.Next(2); count > 0; count--)
        {
            var name = Pick([.. DataGenerator.Names, "length", "0"]);
            path.Append(name.Any(c => c is ' ' or '-') || char.IsAsciiDigit(name[0]) ? $"[{name}]" : name).Append(count > 1 ? Pick(".", "/") : "");
        }

        return path.ToString();
    }

    private string Pick(params ReadOnlySpan<string> options) => options[random.Next(options.Length)];
}
