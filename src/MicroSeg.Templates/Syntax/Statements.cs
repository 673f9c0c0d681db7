using System.Collections.Immutable;

namespace MicroSeg.Templates.Syntax;

internal abstract record Statement(SourcePosition Position) : Node(Position);

/// <param name="Utf8">The text after white-space control, encoded once.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record TextStatement(ReadOnlyMemory<byte> Utf8, SourcePosition Position) : Statement(Position);

internal sealed record OutputStatement(CallExpression Call, bool IsEscaped, SourcePosition Position) : Statement(Position);

/// <param name="Call">What decides.</param>
/// <param name="Body">What is rendered where the block's condition holds; null for an inverse block without <c>else</c>.</param>
/// <param name="Inverse">What is rendered otherwise, if anything.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record BlockStatement(CallExpression Call, Program? Body, Program? Inverse, SourcePosition Position) : Statement(Position);

/// <param name="Name">The partial's name, if it is written in the template.</param>
/// <param name="DynamicName">What yields the name, if it is computed.</param>
/// <param name="Context">The context given to it; the caller's if null.</param>
/// <param name="Hash">Named values laid over the context.</param>
/// <param name="Block">The block given to it as <c>@partial-block</c>, which also stands in for a missing partial.</param>
/// <param name="Indent">What stands before each of its lines.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record PartialStatement(
    string? Name,
    CallExpression? DynamicName,
    Expression? Context,
    ImmutableArray<HashPair> Hash,
    Program? Block,
    ReadOnlyMemory<byte> Indent,
    SourcePosition Position) : Statement(Position);

/// <summary>A partial that exists within the block that defines it.</summary>
internal sealed record InlinePartial(string Name, Program Body, SourcePosition Position) : Node(Position);

/// <summary>A run of statements that is rendered in one context: a template, or one side of a block.</summary>
/// <param name="Statements">The statements in order.</param>
/// <param name="Parameters">The names of the block's parameters.</param>
/// <param name="Inlines">The partials that it defines for all of itself.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record Program(
    ImmutableArray<Statement> Statements,
    ImmutableArray<string> Parameters,
    ImmutableArray<InlinePartial> Inlines,
    SourcePosition Position) : Node(Position)
{
    public static Program Empty { get; } = new([], [], [], new SourcePosition(1, 1));
}
