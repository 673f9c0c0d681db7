using System.Collections.Immutable;
using System.Globalization;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Parsing;

internal sealed partial class SourceParser
{
    private readonly List<ImmutableArray<string>> _scopes = [];

    /// <summary>A name with its arguments, up to what must close the tag.</summary>
    private CallExpression ParseCall(bool isSubExpression = false)
    {
        var name = ParseName();
        var (arguments, hash) = ParseArguments();
        return Call(name, arguments, hash, isSubExpression);
    }

    private CallExpression Call(Expression name, ImmutableArray<Expression> arguments, ImmutableArray<HashPair> hash, bool isSubExpression)
    {
        // A literal where a name is wanted is the name: {{12}}, {{"first name"}}.
        var path = name as PathExpression ?? NamedPath(((LiteralExpression)name).Text, name.Position);
        var isParameter = path is { IsSimple: true, Parameter: not null };
        var kind =
            isParameter ? CallKind.Path
            : isSubExpression || arguments.Length > 0 || hash.Length > 0 ? CallKind.Helper
            : !path.IsSimple ? CallKind.Path
            : BuiltIns.IsKnown(path.Parts[0]) ? CallKind.Helper
            : CallKind.Ambiguous;
        return new CallExpression(path, arguments, hash, kind, name.Position);
    }

    private (ImmutableArray<Expression> Arguments, ImmutableArray<HashPair> Hash) ParseArguments()
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        while (StartsArgument(_lexer.Peek().Kind) && !StartsHash())
            arguments.Add(ParseArgument());

        if (!StartsHash())
            return (arguments.DrainToImmutable(), []);
        var hash = ImmutableArray.CreateBuilder<HashPair>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (StartsHash())
        {
            var key = _lexer.Next();
            Count(key.Position);
            _lexer.Next();
            var value = ParseArgument();
            // As in Handlebars, the first of two pairs of a name counts.
            if (names.Add(key.Text))
                hash.Add(new HashPair(key.Text, value, key.Position));
        }

        return (arguments.DrainToImmutable(), hash.DrainToImmutable());
    }

    private bool StartsHash() => _lexer.Peek().Kind == TokenKind.Id && _lexer.Peek(1).Kind == TokenKind.EqualsSign;

    private static bool StartsArgument(TokenKind kind) => kind is TokenKind.OpenSubExpression or TokenKind.Id or TokenKind.Data
        or TokenKind.String or TokenKind.Number or TokenKind.Boolean or TokenKind.Undefined or TokenKind.Null;

    private Expression ParseArgument()
    {
        return _lexer.Peek().Kind == TokenKind.OpenSubExpression ? ParseSubExpression() : ParseName();
    }

    private CallExpression ParseSubExpression()
    {
        var open = _lexer.Next();
        Enter(open.Position);
        var call = ParseCall(isSubExpression: true);
        Expect(TokenKind.CloseSubExpression, "')'");
        Leave();
        return call;
    }

    private Expression ParseName()
    {
        var token = _lexer.Peek();
        if (token.Kind is not (TokenKind.Id or TokenKind.Data))
            Count(token.Position);
        switch (token.Kind)
        {
            case TokenKind.Id or TokenKind.Data:
                return ParsePath();
            case TokenKind.String:
                return Literal(TemplateValue.From(token.Text), token.Text);
            case TokenKind.Number:
                var number = TemplateValue.From(double.Parse(token.Text, CultureInfo.InvariantCulture));
                return Literal(number, number.ToString());
            case TokenKind.Boolean:
                return Literal(TemplateValue.From(token.Text is "true"), token.Text);
            case TokenKind.Undefined:
                return Literal(TemplateValue.Undefined, token.Text);
            case TokenKind.Null:
                return Literal(TemplateValue.Null, token.Text);
            default:
                throw Unexpected(token, "a name or a literal");
        }

        LiteralExpression Literal(TemplateValue value, string text)
        {
            _lexer.Next();
            return new LiteralExpression(value, text, token.Position);
        }
    }

    private PathExpression ParsePath()
    {
        var start = _lexer.Peek();
        var isData = start.Kind == TokenKind.Data;
        if (isData)
            _lexer.Next();

        var original = new System.Text.StringBuilder(isData ? "@" : "");
        var parts = ImmutableArray.CreateBuilder<string>(1);
        var depth = 0;
        while (true)
        {
            var segment = Expect(TokenKind.Id, "a name");
            Count(segment.Position);
            original.Append(segment.Text);
            if (segment.IsLiteralSegment || segment.Text is not (".." or "." or "this"))
                parts.Add(segment.Text);
            else if (parts.Count > 0)
                throw new SyntaxFault(TemplateErrorCodes.InvalidPath, $"'{segment.Text}' can only begin a path: {original}", segment.Position);
            else if (segment.Text == "..")
                depth++;

            if (_lexer.Peek().Kind != TokenKind.Separator)
                break;
            original.Append(_lexer.Next().Text);
        }

        return Path(original.ToString(), isData, depth, parts.DrainToImmutable(), start.Position);
    }

    private PathExpression NamedPath(string name, SourcePosition position) => Path(name, isData: false, 0, [name], position);

    private PathExpression Path(string original, bool isData, int depth, ImmutableArray<string> parts, SourcePosition position)
    {
        var parameter = depth == 0 && parts.Length > 0 && !PathExpression.SaysScope(original) ? FindParameter(parts[0]) : null;
        return new PathExpression(original, isData, depth, parts, parameter, position);
    }

    private BlockParameterReference? FindParameter(string name)
    {
        for (var level = 0; level < _scopes.Count; level++)
        {
            var index = _scopes[_scopes.Count - 1 - level].IndexOf(name);
            if (index >= 0)
                return new BlockParameterReference(level, index);
        }

        return null;
    }
}
