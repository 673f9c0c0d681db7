using System.Collections.Immutable;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Parsing;

/// <summary>Statements while white-space control still changes them. Each becomes its syntax node once.</summary>
internal abstract class Draft(SourcePosition position)
{
    public SourcePosition Position { get; } = position;
}

internal readonly record struct Strip(bool Before, bool After)
{
    public static Strip Of(Token open, Token close) => new(open.StripBefore, close.StripAfter);
}

internal sealed class ContentDraft(string original, SourcePosition position) : Draft(position)
{
    public string Original { get; } = original;

    public string Value { get; set; } = original;

    public bool LeftStripped { get; set; }

    public bool RightStripped { get; set; }
}

internal sealed class CommentDraft(Strip strip, SourcePosition position) : Draft(position)
{
    public Strip Strip { get; } = strip;
}

internal sealed class OutputDraft(CallExpression call, bool isEscaped, Strip strip, SourcePosition position) : Draft(position)
{
    public CallExpression Call { get; } = call;

    public bool IsEscaped { get; } = isEscaped;

    public Strip Strip { get; } = strip;
}

internal sealed class PartialDraft(PartialTarget target, Strip strip, SourcePosition position) : Draft(position)
{
    public PartialTarget Target { get; } = target;

    public Strip Strip { get; } = strip;

    public string Indent { get; set; } = "";
}

internal sealed record PartialTarget(string? Name, CallExpression? DynamicName, Expression? Context, ImmutableArray<HashPair> Hash);

internal sealed class ProgramDraft(List<Draft> body, ImmutableArray<string> parameters, SourcePosition position) : Draft(position)
{
    public List<Draft> Body { get; } = body;

    public ImmutableArray<string> Parameters { get; } = parameters;

    /// <summary>Whether it holds nothing but the next link of an else chain.</summary>
    public bool IsChained { get; init; }
}

/// <summary>A block with a body: a helper's, a partial's, or an inline partial's.</summary>
internal sealed class BlockDraft(SourcePosition position) : Draft(position)
{
    public CallExpression? Call { get; init; }

    public PartialTarget? Partial { get; init; }

    public string? InlineName { get; init; }

    public ProgramDraft? Body { get; init; }

    public ProgramDraft? Inverse { get; init; }

    public Strip Open { get; init; }

    public Strip Middle { get; init; }

    public Strip Close { get; set; }
}
