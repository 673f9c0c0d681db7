using System.Collections.Immutable;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Parsing;

internal sealed partial class SourceParser
{
    /// <summary>Statements up to one that ends or divides the block around them.</summary>
    private ProgramDraft ParseProgram(ImmutableArray<string> parameters)
    {
        var body = new List<Draft>();
        var position = _lexer.Peek().Position;
        if (parameters.Length > 0)
            _scopes.Add(parameters);
        while (_pendingClose is null && !EndsProgram(_lexer.Peek().Kind))
        {
            var depth = _depth;
            var scopes = _scopes.Count;
            if (Guard(() => body.Add(ParseStatement())))
                continue;
            _depth = depth;
            _scopes.RemoveRange(scopes, _scopes.Count - scopes);
        }

        if (parameters.Length > 0)
            _scopes.RemoveAt(_scopes.Count - 1);
        return new ProgramDraft(body, parameters, position);
    }

    private static bool EndsProgram(TokenKind kind)
        => kind is TokenKind.EndOfSource or TokenKind.Inverse or TokenKind.OpenInverseChain or TokenKind.OpenEndBlock or TokenKind.EndRawBlock;

    private Draft ParseStatement()
    {
        var token = _lexer.Next();
        Count(token.Position);
        return token.Kind switch
        {
            TokenKind.Content => new ContentDraft(token.Text, token.Position),
            TokenKind.Comment => new CommentDraft(Strip.Of(token, token), token.Position),
            TokenKind.Open => ParseOutput(token, isEscaped: true, TokenKind.Close),
            TokenKind.OpenUnescaped => ParseOutput(token, isEscaped: false, token.Text == "{{&" ? TokenKind.Close : TokenKind.CloseUnescaped),
            TokenKind.OpenBlock => ParseBlock(token, isInverted: false),
            TokenKind.OpenInverse => ParseBlock(token, isInverted: true),
            TokenKind.OpenRawBlock => ParseRawBlock(token),
            TokenKind.OpenPartial => ParsePartial(token),
            TokenKind.OpenPartialBlock => ParsePartialBlock(token),
            TokenKind.OpenDecoratorBlock => ParseInline(token),
            TokenKind.OpenDecorator => throw new SyntaxFault(TemplateErrorCodes.Decorator, "The only decorator is {{#*inline}}", token.Position),
            _ => throw Unexpected(token, "text or a tag"),
        };
    }

    private OutputDraft ParseOutput(Token open, bool isEscaped, TokenKind closing)
    {
        var call = ParseCall();
        var close = Expect(closing, closing == TokenKind.Close ? "'}}'" : "'}}}'");
        return new OutputDraft(call, isEscaped, Strip.Of(open, close), open.Position);
    }

    private PartialDraft ParsePartial(Token open)
    {
        var (target, _) = ParsePartialTarget();
        var close = Expect(TokenKind.Close, "'}}'");
        return new PartialDraft(target, Strip.Of(open, close), open.Position);
    }

    private (PartialTarget Target, string CloseName) ParsePartialTarget()
    {
        var name = ParseArgument();
        var (arguments, hash) = ParseArguments();
        if (arguments.Length > 1)
            throw new SyntaxFault(TemplateErrorCodes.PartialArguments, $"A partial takes one context, not {arguments.Length}", arguments[1].Position);
        var text = name is PathExpression path ? path.Original : (name as LiteralExpression)?.Text;
        return (new PartialTarget(text, name as CallExpression, arguments.FirstOrDefault(), hash), CloseNameOf(name));
    }

    private ImmutableArray<string> ParseBlockParameters()
    {
        if (_lexer.Peek().Kind != TokenKind.OpenBlockParameters)
            return [];
        _lexer.Next();
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            var name = Expect(TokenKind.Id, "a block parameter's name");
            Count(name.Position);
            names.Add(name.Text);
        }
        while (_lexer.Peek().Kind == TokenKind.Id);
        Expect(TokenKind.CloseBlockParameters, "'|'");
        return names.DrainToImmutable();
    }
}
