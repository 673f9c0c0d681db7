using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>Hands children that may be missing, or lists of them, to an action.</summary>
internal static class Children
{
    public static void Visit<TState>(this SyntaxNode? node, TState state, Action<TState, SyntaxNode> action)
    {
        if (node is not null)
            action(state, node);
    }

    public static void Visit<TNode, TState>(this ImmutableArray<TNode> nodes, TState state, Action<TState, SyntaxNode> action)
        where TNode : SyntaxNode
    {
        foreach (var node in nodes)
            action(state, node);
    }
}
