namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>A node of a document's syntax tree. Nodes are immutable and compared by reference.</summary>
internal abstract class SyntaxNode
{
    public abstract SyntaxKind Kind { get; }

    public required Location Location { get; init; }

    /// <summary>The nodes below this one, in the order of the document. Descriptions are no part of what is walked.</summary>
    public abstract void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action);

    /// <summary>The document's text of the node, as the printer lays it out.</summary>
    public override string ToString() => SyntaxPrinter.Print(this);
}

/// <summary>Section 2.1.9.</summary>
internal sealed class NameNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.Name;

    public required string Value { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
    }
}
