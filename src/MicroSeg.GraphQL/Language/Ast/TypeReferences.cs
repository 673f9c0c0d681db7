namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>Section 2.11.</summary>
internal abstract class TypeNode : SyntaxNode
{
    /// <summary>The named type that is left when lists and non-null marks are taken off.</summary>
    public NamedTypeNode Innermost => this switch
    {
        ListTypeNode list => list.Type.Innermost,
        NonNullTypeNode nonNull => nonNull.Type.Innermost,
        _ => (NamedTypeNode)this,
    };
}

internal sealed class NamedTypeNode : TypeNode
{
    public override SyntaxKind Kind => SyntaxKind.NamedType;

    public required NameNode Name { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Name.Visit(state, action);
}

internal sealed class ListTypeNode : TypeNode
{
    public override SyntaxKind Kind => SyntaxKind.ListType;

    public required TypeNode Type { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Type.Visit(state, action);
}

internal sealed class NonNullTypeNode : TypeNode
{
    public override SyntaxKind Kind => SyntaxKind.NonNullType;

    public required TypeNode Type { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Type.Visit(state, action);
}
