using System.Collections.Immutable;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Parsing;

internal sealed partial class SourceParser
{
    private readonly Stack<string?> _openBlocks = new();
    private CloseTag? _pendingClose;

    private BlockDraft ParseBlock(Token open, bool isInverted)
    {
        Enter(open.Position);
        var tag = ParseOpenTag(open);
        _openBlocks.Push(tag.CloseName);
        var body = ParseProgram(tag.Parameters);
        var inverse = ParseInverse(allowChain: !isInverted);
        var close = ParseClose(open.Position);
        Leave();
        if (inverse is { Program.IsChained: true })
            ((BlockDraft)inverse.Program.Body[0]).Close = close;
        return new BlockDraft(open.Position)
        {
            Call = tag.Call,
            Body = isInverted ? inverse?.Program : body,
            Inverse = isInverted ? body : inverse?.Program,
            Open = tag.Strip,
            Middle = inverse?.Strip ?? default,
            Close = close,
        };
    }

    private OpenTag ParseOpenTag(Token open)
    {
        // Where the opening tag is broken, any closing tag will do for it, so that one mistake is not told twice.
        var tag = new OpenTag(null, null, [], default);
        Guard(() =>
        {
            var name = ParseName();
            var (arguments, hash) = ParseArguments();
            var parameters = ParseBlockParameters();
            var close = Expect(TokenKind.Close, "'}}'");
            tag = new OpenTag(Call(name, arguments, hash, isSubExpression: false), CloseNameOf(name), parameters, Strip.Of(open, close));
        });
        return tag;
    }

    private InversePart? ParseInverse(bool allowChain)
    {
        var token = _lexer.Peek();
        if (_pendingClose is not null)
            return null;
        if (token.Kind == TokenKind.Inverse)
        {
            _lexer.Next();
            return new InversePart(Strip.Of(token, token), ParseProgram([]));
        }

        return allowChain && token.Kind == TokenKind.OpenInverseChain ? ParseChain(_lexer.Next()) : null;
    }

    private InversePart ParseChain(Token open)
    {
        Enter(open.Position);
        Count(open.Position);
        var tag = ParseOpenTag(open);
        var body = ParseProgram(tag.Parameters);
        var inverse = ParseInverse(allowChain: true);
        Leave();
        // Handlebars gives every link but the first the flags of its own opening tag for those of a closing one.
        if (inverse is { Program.IsChained: true })
            ((BlockDraft)inverse.Program.Body[0]).Close = inverse.Strip;
        var link = new BlockDraft(open.Position)
        {
            Call = tag.Call,
            Body = body,
            Inverse = inverse?.Program,
            Open = tag.Strip,
            Middle = inverse?.Strip ?? default,
            Close = inverse?.Strip ?? default,
        };
        return new InversePart(tag.Strip, new ProgramDraft([link], [], open.Position) { IsChained = true });
    }

    private BlockDraft ParseRawBlock(Token open)
    {
        var name = ParseName();
        var (arguments, hash) = ParseArguments();
        Expect(TokenKind.CloseRawBlock, "'}}}}'");
        var body = ParseProgram([]);
        var close = Expect(TokenKind.EndRawBlock, $"the end of the raw block '{CloseNameOf(name)}'");
        if (close.Text != CloseNameOf(name))
            Report(new TemplateError(TemplateErrorCodes.MismatchedClose, $"'{close.Text}' closes '{CloseNameOf(name)}'", close.Position));
        return new BlockDraft(open.Position) { Call = Call(name, arguments, hash, isSubExpression: false), Body = body };
    }

    private BlockDraft ParsePartialBlock(Token open)
    {
        Enter(open.Position);
        PartialTarget? target = null;
        string? closeName = null;
        var strip = default(Strip);
        Guard(() =>
        {
            (target, closeName) = ParsePartialTarget();
            strip = Strip.Of(open, Expect(TokenKind.Close, "'}}'"));
        });
        _openBlocks.Push(closeName);
        var body = ParseProgram([]);
        var close = ParseClose(open.Position);
        Leave();
        return new BlockDraft(open.Position) { Partial = target, Body = body, Open = strip, Close = close };
    }

    private BlockDraft ParseInline(Token open)
    {
        Enter(open.Position);
        var tag = ParseOpenTag(open);
        string? name = null;
        if (tag.Call is not null)
        {
            name = (tag.Call.Arguments.FirstOrDefault() as LiteralExpression)?.Text;
            if (tag.Call.Path.Original != "inline" || name is null)
                Report(new TemplateError(TemplateErrorCodes.Decorator, "Expected {{#*inline \"name\"}} with a literal name", open.Position));
        }

        _openBlocks.Push(tag.CloseName);
        var body = ParseProgram([]);
        var close = ParseClose(open.Position);
        Leave();
        return new BlockDraft(open.Position) { InlineName = name, Body = body, Open = tag.Strip, Close = close };
    }

    private sealed record OpenTag(CallExpression? Call, string? CloseName, ImmutableArray<string> Parameters, Strip Strip);

    private sealed record InversePart(Strip Strip, ProgramDraft Program);
}
