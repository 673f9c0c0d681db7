using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Language;

/// <summary>Reads a document by recursive descent, one method a production of Appendix B. One parser reads one document.</summary>
internal sealed partial class Parser
{
    private readonly string _source;
    private readonly ParserOptions _options;
    private readonly Lexer _lexer;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names
        = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private Token _token;
    private Token? _ahead;
    private int _previousEnd;
    private int _tokens;
    private int _depth;

    private Parser(string source, ParserOptions options)
    {
        _source = source;
        _options = options;
        _lexer = new Lexer(source);
    }

    /// <summary>Reads a document, executable or of the type system.</summary>
    /// <exception cref="GraphQLSyntaxException">It breaks the grammar or goes past a limit.</exception>
    public static DocumentNode Parse(string source, ParserOptions? options = null)
    {
        options ??= ParserOptions.Default;
        if (source.Length > options.MaxLength)
            throw SyntaxErrors.At(GraphQLErrorCodes.TooLong, $"The document is longer than {options.MaxLength} characters.", new SourceLocation(1, 1));
        var parser = new Parser(source, options);
        parser.Advance();
        return parser.ParseDocument();
    }

    /// <summary>Reads one value without variables, such as <c>{ a: [1] }</c>.</summary>
    public static ValueNode ParseConstValue(string source) => ParseAlone(source, parser => parser.ParseValue(isConst: true));

    /// <summary>Reads one type reference, such as <c>[ID!]!</c>.</summary>
    public static TypeNode ParseType(string source) => ParseAlone(source, parser => parser.ParseTypeReference());

    private static T ParseAlone<T>(string source, Func<Parser, T> parse)
    {
        var parser = new Parser(source, ParserOptions.Trusted);
        parser.Advance();
        var result = parse(parser);
        parser.Expect(TokenKind.EndOfFile);
        return result;
    }

    private DocumentNode ParseDocument()
    {
        var start = _token;
        var definitions = ImmutableArray.CreateBuilder<DefinitionNode>();
        do
        {
            definitions.Add(ParseDefinition());
        }
        while (_token.Kind != TokenKind.EndOfFile);
        return new DocumentNode { Location = From(start), Definitions = definitions.ToImmutable() };
    }

    /// <summary>A definition, told apart by the keyword behind its description.</summary>
    private DefinitionNode ParseDefinition()
    {
        if (_token.Kind == TokenKind.BraceLeft)
            return ParseShorthandQuery();

        var hasDescription = _token.Kind is TokenKind.String or TokenKind.BlockString;
        var keyword = hasDescription ? Lookahead() : _token;
        if (keyword.Kind != TokenKind.Name)
            throw SyntaxErrors.Unexpected(_source, keyword);
        switch (_source.AsSpan(keyword.Start, keyword.End - keyword.Start))
        {
            case "query" or "mutation" or "subscription":
                return ParseOperation();
            case "fragment":
                return ParseFragmentDefinition();
            case "extend" when hasDescription:
                throw SyntaxErrors.At(_source, _token.Start, "Unexpected description, descriptions are supported only on definitions.");
            case "extend":
                return ParseExtension();
            case "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive":
                return ParseTypeSystemDefinition(_token, isExtension: false);
            default:
                throw SyntaxErrors.Unexpected(_source, keyword);
        }
    }

    private NameNode ParseName()
    {
        var token = Expect(TokenKind.Name);
        return new NameNode { Location = From(token), Value = TextOf(token) };
    }

    /// <summary>A token's text; names that return in a document share one string.</summary>
    private string TextOf(Token token)
    {
        var text = _source.AsSpan(token.Start, token.End - token.Start);
        if (!_names.TryGetValue(text, out var name))
            _names[text] = name = text.ToString();
        return name;
    }

    private Location From(Token start) => new(start.Start, Math.Max(_previousEnd, start.Start), start.Line, start.Column);

    private void Advance()
    {
        _previousEnd = _token.End;
        _token = _ahead ?? _lexer.Read();
        _ahead = null;
        if (_token.Kind != TokenKind.EndOfFile && ++_tokens > _options.MaxTokens)
            throw SyntaxErrors.At(GraphQLErrorCodes.TooManyTokens, $"The document has more than {_options.MaxTokens} tokens.", new SourceLocation(_token.Line, _token.Column));
    }

    private Token Lookahead() => _ahead ??= _lexer.Read();

    private Token Expect(TokenKind kind)
    {
        var token = _token;
        if (token.Kind != kind)
            throw SyntaxErrors.At(_source, token.Start, $"Expected {Named(kind)}, found {token.Describe(_source)}.");
        Advance();
        return token;
    }

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private bool IsKeyword(string keyword)
        => _token.Kind == TokenKind.Name && _source.AsSpan(_token.Start, _token.End - _token.Start).SequenceEqual(keyword);

    private bool SkipKeyword(string keyword)
    {
        if (!IsKeyword(keyword))
            return false;
        Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
            throw SyntaxErrors.At(_source, _token.Start, $"Expected \"{keyword}\", found {_token.Describe(_source)}.");
    }

    /// <summary>At least one item between brackets.</summary>
    private ImmutableArray<T> Many<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>();
        do
        {
            items.Add(item(this));
        }
        while (!Skip(close));
        return items.ToImmutable();
    }

    /// <summary>Nothing, or at least one item between brackets.</summary>
    private ImmutableArray<T> OptionalMany<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
        => _token.Kind == open ? Many(open, item, close) : [];

    /// <summary>Any number of items between brackets.</summary>
    private ImmutableArray<T> Any<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>();
        while (!Skip(close))
            items.Add(item(this));
        return items.ToImmutable();
    }

    /// <summary>At least one item, with a separator between items and allowed before the first.</summary>
    private ImmutableArray<T> Delimited<T>(TokenKind separator, Func<Parser, T> item)
    {
        Skip(separator);
        var items = ImmutableArray.CreateBuilder<T>();
        do
        {
            items.Add(item(this));
        }
        while (Skip(separator));
        return items.ToImmutable();
    }

    private void Deeper()
    {
        if (++_depth > _options.MaxDepth)
            throw SyntaxErrors.At(GraphQLErrorCodes.TooDeep, $"The document nests deeper than {_options.MaxDepth}.", new SourceLocation(_token.Line, _token.Column));
    }

    private static string Named(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenLeft => "\"(\"",
        TokenKind.ParenRight => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualsSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        _ => kind.ToString(),
    };
}
