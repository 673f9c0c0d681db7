using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>Section 3.4: the definition of a named type, or an extension of one.</summary>
internal abstract class TypeDefinitionNode(bool isExtension) : TypeSystemNode
{
    public override bool IsExtension => isExtension;

    public required NameNode Name { get; init; }

    /// <summary>The kind that the type is defined with, also for an extension.</summary>
    public abstract SyntaxKind DefinitionKind { get; }

    protected void ForEachHead<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
    }
}

/// <summary>Section 3.5.</summary>
internal sealed class ScalarTypeNode(bool isExtension) : TypeDefinitionNode(isExtension)
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.ScalarTypeExtension : SyntaxKind.ScalarTypeDefinition;

    public override SyntaxKind DefinitionKind => SyntaxKind.ScalarTypeDefinition;

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        ForEachHead(state, action);
        Directives.Visit(state, action);
    }
}

/// <summary>What objects and interfaces share: fields, and the interfaces that they implement.</summary>
internal abstract class FieldsTypeNode(bool isExtension) : TypeDefinitionNode(isExtension)
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; init; } = [];

    public ImmutableArray<FieldDefinitionNode> Fields { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        ForEachHead(state, action);
        Interfaces.Visit(state, action);
        Directives.Visit(state, action);
        Fields.Visit(state, action);
    }
}

/// <summary>Section 3.6.</summary>
internal sealed class ObjectTypeNode(bool isExtension) : FieldsTypeNode(isExtension)
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.ObjectTypeExtension : SyntaxKind.ObjectTypeDefinition;

    public override SyntaxKind DefinitionKind => SyntaxKind.ObjectTypeDefinition;
}

/// <summary>Section 3.7.</summary>
internal sealed class InterfaceTypeNode(bool isExtension) : FieldsTypeNode(isExtension)
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.InterfaceTypeExtension : SyntaxKind.InterfaceTypeDefinition;

    public override SyntaxKind DefinitionKind => SyntaxKind.InterfaceTypeDefinition;
}

/// <summary>Section 3.8.</summary>
internal sealed class UnionTypeNode(bool isExtension) : TypeDefinitionNode(isExtension)
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.UnionTypeExtension : SyntaxKind.UnionTypeDefinition;

    public override SyntaxKind DefinitionKind => SyntaxKind.UnionTypeDefinition;

    public ImmutableArray<NamedTypeNode> Types { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        ForEachHead(state, action);
        Directives.Visit(state, action);
        Types.Visit(state, action);
    }
}

/// <summary>Section 3.9.</summary>
internal sealed class EnumTypeNode(bool isExtension) : TypeDefinitionNode(isExtension)
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.EnumTypeExtension : SyntaxKind.EnumTypeDefinition;

    public override SyntaxKind DefinitionKind => SyntaxKind.EnumTypeDefinition;

    public ImmutableArray<EnumValueDefinitionNode> Values { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        ForEachHead(state, action);
        Directives.Visit(state, action);
        Values.Visit(state, action);
    }
}

/// <summary>Section 3.10.</summary>
internal sealed class InputObjectTypeNode(bool isExtension) : TypeDefinitionNode(isExtension)
{
    public override SyntaxKind Kind => IsExtension ? SyntaxKind.InputObjectTypeExtension : SyntaxKind.InputObjectTypeDefinition;

    public override SyntaxKind DefinitionKind => SyntaxKind.InputObjectTypeDefinition;

    public ImmutableArray<InputValueDefinitionNode> Fields { get; init; } = [];

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        ForEachHead(state, action);
        Directives.Visit(state, action);
        Fields.Visit(state, action);
    }
}
