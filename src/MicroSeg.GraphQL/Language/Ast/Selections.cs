using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>Section 2.4.</summary>
internal sealed class SelectionSetNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.SelectionSet;

    public required ImmutableArray<SelectionNode> Selections { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Selections.Visit(state, action);
}

internal abstract class SelectionNode : SyntaxNode
{
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>Sections 2.5 and 2.7.</summary>
internal sealed class FieldNode : SelectionNode
{
    public override SyntaxKind Kind => SyntaxKind.Field;

    public NameNode? Alias { get; init; }

    public required NameNode Name { get; init; }

    public ImmutableArray<ArgumentNode> Arguments { get; init; } = [];

    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The key under which the field's value stands in the response: the alias, or else the name.</summary>
    public string ResponseKey => (Alias ?? Name).Value;

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Alias.Visit(state, action);
        Name.Visit(state, action);
        Arguments.Visit(state, action);
        Directives.Visit(state, action);
        SelectionSet.Visit(state, action);
    }
}

/// <summary>Section 2.8.</summary>
internal sealed class FragmentSpreadNode : SelectionNode
{
    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;

    public required NameNode Name { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Directives.Visit(state, action);
    }
}

/// <summary>Section 2.8.2.</summary>
internal sealed class InlineFragmentNode : SelectionNode
{
    public override SyntaxKind Kind => SyntaxKind.InlineFragment;

    /// <summary>The type condition; null where the enclosing type goes on.</summary>
    public NamedTypeNode? TypeCondition { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        TypeCondition.Visit(state, action);
        Directives.Visit(state, action);
        SelectionSet.Visit(state, action);
    }
}

/// <summary>Section 2.6.</summary>
internal sealed class ArgumentNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.Argument;

    public required NameNode Name { get; init; }

    public required ValueNode Value { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Value.Visit(state, action);
    }
}

/// <summary>Section 2.12.</summary>
internal sealed class DirectiveNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.Directive;

    public required NameNode Name { get; init; }

    public ImmutableArray<ArgumentNode> Arguments { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Arguments.Visit(state, action);
    }
}
