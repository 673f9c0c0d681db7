using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Language;

/// <summary>Is told of every node of a tree, on the way down and on the way up.</summary>
/// <remarks>Overrides take a node by its type: <c>switch (node) { case FieldNode field: … }</c>.</remarks>
internal abstract class SyntaxVisitor
{
    /// <summary>Comes to a node.</summary>
    /// <returns>Whether to go on into its children; if not, <see cref="Leave"/> is not called for it either.</returns>
    public virtual bool Enter(SyntaxNode node) => true;

    /// <summary>Leaves a node, after its children.</summary>
    public virtual void Leave(SyntaxNode node)
    {
    }

    /// <summary>Walks a tree in the order of the document.</summary>
    public void Walk(SyntaxNode node)
    {
        if (!Enter(node))
            return;
        node.ForEachChild(this, static (visitor, child) => visitor.Walk(child));
        Leave(node);
    }
}
