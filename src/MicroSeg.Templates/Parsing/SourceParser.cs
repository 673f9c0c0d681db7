namespace MicroSeg.Templates.Parsing;

/// <summary>Reads one source. Recursive, to the depth that the limits allow.</summary>
/// <remarks>After a broken tag it goes on with the next, so that all mistakes are told at once.</remarks>
internal sealed partial class SourceParser(string source, TemplateLimits limits)
{
    private const int MaxErrors = 20;

    private readonly Lexer _lexer = new(source);
    private readonly List<TemplateError> _errors = [];
    private int _depth;
    private int _nodes;

    public IReadOnlyList<TemplateError> Errors => _errors;

    /// <summary>Reads the whole source.</summary>
    /// <exception cref="TemplateLimitException">The source is too long, too deep or has too many nodes.</exception>
    public Syntax.Program? Parse()
    {
        if (source.Length > limits.MaxSourceLength)
            throw new TemplateLimitException(TemplateErrorCodes.SourceTooLarge, $"The template is longer than {limits.MaxSourceLength} characters");

        try
        {
            var root = ParseProgram([]);
            while (_lexer.Peek().Kind != TokenKind.EndOfSource)
            {
                RefuseStray();
                root.Body.AddRange(ParseProgram([]).Body);
            }

            if (_errors.Count > 0)
                return null;
            WhitespaceControl.Apply(root);
            return DraftFreezer.Freeze(root);
        }
        catch (TooManyErrors)
        {
            return null;
        }
    }

    private void RefuseStray() => Guard(() =>
    {
        var token = _lexer.Peek();
        if (token.Kind != TokenKind.OpenEndBlock)
            throw new SyntaxFault(TemplateErrorCodes.Syntax, $"{Describe(token)} stands outside of any block", token.Position);
        var close = ParseCloseTag();
        throw new SyntaxFault(TemplateErrorCodes.MismatchedClose, $"No block '{close.Name}' is open", close.Position);
    });

    /// <summary>Runs one tag's parser; a fault in it is noted and the tag passed over.</summary>
    private bool Guard(Action parse)
    {
        try
        {
            parse();
            return true;
        }
        catch (SyntaxFault fault)
        {
            Report(fault.Error);
            _lexer.SkipTag();
            return false;
        }
    }

    private void Report(TemplateError error)
    {
        _errors.Add(error);
        if (_errors.Count >= MaxErrors)
            throw new TooManyErrors();
    }

    private void Enter(SourcePosition position)
    {
        if (++_depth > limits.MaxDepth)
            throw new TemplateLimitException(TemplateErrorCodes.TooDeep, $"The template nests deeper than {limits.MaxDepth}", position);
    }

    private void Leave() => _depth--;

    private void Count(SourcePosition position)
    {
        if (++_nodes > limits.MaxNodes)
            throw new TemplateLimitException(TemplateErrorCodes.TooManyNodes, $"The template has more than {limits.MaxNodes} nodes", position);
    }

    private Token Expect(TokenKind kind, string what)
    {
        var token = _lexer.Peek();
        return token.Kind == kind ? _lexer.Next() : throw Unexpected(token, what);
    }

    private static SyntaxFault Unexpected(Token token, string expected)
    {
        // An invalid token of more than a character is the lexer's own message.
        var isMessage = token is { Kind: TokenKind.Invalid, Text.Length: > 1 };
        var message = isMessage ? token.Text : $"Expected {expected}, found {Describe(token)}";
        return new SyntaxFault(TemplateErrorCodes.Syntax, message, token.Position);
    }

    private static string Describe(Token token) => token.Kind switch
    {
        TokenKind.EndOfSource => "the end of the template",
        TokenKind.Content => "text",
        _ => $"'{token.Text}'",
    };

    private sealed class SyntaxFault(string code, string message, SourcePosition position) : Exception(message)
    {
        public TemplateError Error { get; } = new(code, message, position);
    }

    private sealed class TooManyErrors : Exception;
}
