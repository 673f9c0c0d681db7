using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>A definition or an extension of the type system (sections 3.2 to 3.13).</summary>
internal abstract class TypeSystemNode : DefinitionNode
{
    public StringValueNode? Description { get; init; }

    public abstract bool IsExtension { get; }
}

/// <summary>Sections 3.3 and 3.3.2: a schema's definition, or an extension of it.</summary>
internal sealed class SchemaNode(bool isExtension) : TypeSystemNode
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.SchemaExtension : SyntaxKind.SchemaDefinition;

    public override bool IsExtension => isExtension;

    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Directives.Visit(state, action);
        OperationTypes.Visit(state, action);
    }
}

/// <summary>Section 3.3.1.</summary>
internal sealed class OperationTypeDefinitionNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.OperationTypeDefinition;

    public required OperationType Operation { get; init; }

    public required NamedTypeNode Type { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Type.Visit(state, action);
}

/// <summary>Section 3.13.</summary>
internal sealed class DirectiveDefinitionNode : TypeSystemNode
{
    public override SyntaxKind Kind => SyntaxKind.DirectiveDefinition;

    public override bool IsExtension => false;

    public required NameNode Name { get; init; }

    public ImmutableArray<InputValueDefinitionNode> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public required ImmutableArray<NameNode> Locations { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Arguments.Visit(state, action);
        Locations.Visit(state, action);
    }
}

/// <summary>Section 3.6: a field of an object or interface type.</summary>
internal sealed class FieldDefinitionNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.FieldDefinition;

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public ImmutableArray<InputValueDefinitionNode> Arguments { get; init; } = [];

    public required TypeNode Type { get; init; }

    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Arguments.Visit(state, action);
        Type.Visit(state, action);
        Directives.Visit(state, action);
    }
}

/// <summary>Section 3.6.1: an argument, or a field of an input object.</summary>
internal sealed class InputValueDefinitionNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.InputValueDefinition;

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Type.Visit(state, action);
        DefaultValue.Visit(state, action);
        Directives.Visit(state, action);
    }
}

/// <summary>Section 3.9.</summary>
internal sealed class EnumValueDefinitionNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.EnumValueDefinition;

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Directives.Visit(state, action);
    }
}
