using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>Section 2.2: operations and fragments, definitions of types, and extensions of them.</summary>
internal sealed class DocumentNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.Document;

    public required ImmutableArray<DefinitionNode> Definitions { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Definitions.Visit(state, action);
}

internal abstract class DefinitionNode : SyntaxNode
{
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A definition that can be executed: an operation or a fragment (section 2.2).</summary>
internal abstract class ExecutableDefinitionNode : DefinitionNode
{
    public StringValueNode? Description { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

internal enum OperationType : byte
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>Section 2.3.</summary>
internal sealed class OperationDefinitionNode : ExecutableDefinitionNode
{
    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;

    public required OperationType Operation { get; init; }

    /// <summary>The name; null for an anonymous operation.</summary>
    public NameNode? Name { get; init; }

    public ImmutableArray<VariableDefinitionNode> VariableDefinitions { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        VariableDefinitions.Visit(state, action);
        Directives.Visit(state, action);
        SelectionSet.Visit(state, action);
    }
}

/// <summary>Section 2.8.</summary>
internal sealed class FragmentDefinitionNode : ExecutableDefinitionNode
{
    public override SyntaxKind Kind => SyntaxKind.FragmentDefinition;

    public required NameNode Name { get; init; }

    public required NamedTypeNode TypeCondition { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        TypeCondition.Visit(state, action);
        Directives.Visit(state, action);
        SelectionSet.Visit(state, action);
    }
}

/// <summary>Section 2.10.</summary>
internal sealed class VariableDefinitionNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;

    public StringValueNode? Description { get; init; }

    public required VariableNode Variable { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Variable.Visit(state, action);
        Type.Visit(state, action);
        DefaultValue.Visit(state, action);
        Directives.Visit(state, action);
    }
}
