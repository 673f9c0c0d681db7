using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Parsing;

internal sealed partial class SourceParser
{
    /// <summary>The closing tag of the block opened last.</summary>
    private Strip ParseClose(SourcePosition open)
    {
        var name = _openBlocks.Pop();
        while (_pendingClose is null)
        {
            var token = _lexer.Peek();
            if (token.Kind == TokenKind.EndOfSource)
            {
                Report(new TemplateError(TemplateErrorCodes.UnclosedBlock, $"The block '{name}' is not closed", open));
                return default;
            }

            Guard(() =>
            {
                if (token.Kind == TokenKind.OpenEndBlock)
                    _pendingClose = ParseCloseTag();
                else
                    throw Unexpected(token, $"the end of the block '{name}'");
            });
            if (_pendingClose is null)
                ParseProgram([]);
        }

        var close = _pendingClose;
        if (name is null || close.Name == name)
        {
            _pendingClose = null;
            return close.Strip;
        }

        // The tag may close a block further out; then it stays for that block.
        Report(new TemplateError(TemplateErrorCodes.MismatchedClose, $"'{close.Name}' closes '{name}', which was opened at {open}", close.Position));
        if (!_openBlocks.Contains(close.Name))
            _pendingClose = null;
        return close.Strip;
    }

    private CloseTag ParseCloseTag()
    {
        var open = _lexer.Next();
        var name = ParseName();
        var close = Expect(TokenKind.Close, "'}}'");
        return new CloseTag(CloseNameOf(name), Strip.Of(open, close), open.Position);
    }

    /// <summary>By what a closing tag is matched.</summary>
    /// <remarks>Strings match paths; other literals only themselves; a computed name matches <c>undefined</c>, as in Handlebars.</remarks>
    private static string CloseNameOf(Expression name) => name switch
    {
        PathExpression path => path.Original,
        LiteralExpression { Value.Kind: TemplateValueKind.String } literal => literal.Text,
        LiteralExpression literal => $"({literal.Text})",
        _ => "(undefined)",
    };

    private sealed record CloseTag(string Name, Strip Strip, SourcePosition Position);
}
