using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Language.Ast;

/// <summary>Section 2.9.</summary>
internal abstract class ValueNode : SyntaxNode
{
    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
    }
}

/// <summary>Section 2.10.</summary>
internal sealed class VariableNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.Variable;

    public required NameNode Name { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Name.Visit(state, action);
}

/// <summary>Section 2.9.1. The value stays text, for it may be longer than any number type.</summary>
internal sealed class IntValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.IntValue;

    public required string Value { get; init; }
}

/// <summary>Section 2.9.2.</summary>
internal sealed class FloatValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.FloatValue;

    public required string Value { get; init; }
}

/// <summary>Section 2.9.4.</summary>
internal sealed class StringValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.StringValue;

    public required string Value { get; init; }

    public bool IsBlock { get; init; }
}

/// <summary>Section 2.9.3.</summary>
internal sealed class BooleanValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.BooleanValue;

    public required bool Value { get; init; }
}

/// <summary>Section 2.9.5.</summary>
internal sealed class NullValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.NullValue;
}

/// <summary>Section 2.9.6.</summary>
internal sealed class EnumValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.EnumValue;

    public required string Value { get; init; }
}

/// <summary>Section 2.9.7.</summary>
internal sealed class ListValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.ListValue;

    public required ImmutableArray<ValueNode> Values { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Values.Visit(state, action);
}

/// <summary>Section 2.9.8.</summary>
internal sealed class ObjectValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.ObjectValue;

    public required ImmutableArray<ObjectFieldNode> Fields { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action) => Fields.Visit(state, action);
}

internal sealed class ObjectFieldNode : SyntaxNode
{
    public override SyntaxKind Kind => SyntaxKind.ObjectField;

    public required NameNode Name { get; init; }

    public required ValueNode Value { get; init; }

    public override void ForEachChild<TState>(TState state, Action<TState, SyntaxNode> action)
    {
        Name.Visit(state, action);
        Value.Visit(state, action);
    }
}
