using System.Collections.Frozen;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.9.</summary>
/// <param name="name">The type's name.</param>
public sealed class EnumDefinition(string name) : TypeDefinition(name)
{
    private FrozenDictionary<object, EnumValueDefinition>? _byValue;

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Enum;

    /// <summary>The values, in the order of their definition.</summary>
    public DefinitionList<EnumValueDefinition> Values { get; init; } = [];

    /// <summary>The definition of what a resolver returned; null if it is no value of the type.</summary>
    public EnumValueDefinition? FindByValue(object value) => _byValue?.GetValueOrDefault(value);

    internal override void Bind(TypeBinder binder)
    {
        var byValue = new Dictionary<object, EnumValueDefinition>();
        foreach (var value in Values)
            byValue.TryAdd(value.Value, value);
        _byValue = byValue.ToFrozenDictionary();
    }

    internal override TypeDefinition? Merge(TypeDefinition extension) => extension is not EnumDefinition other ? null : new EnumDefinition(Name)
    {
        Description = Description,
        Metadata = Metadata,
        Node = Node,
        Values = [.. Values, .. other.Values],
    };
}

/// <summary>One value of an enum type (section 3.9).</summary>
/// <param name="name">The value's name.</param>
public sealed class EnumValueDefinition(string name) : INamedDefinition
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>What the value means, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Why not to use it any more (section 3.13.3); null if it may be used.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>What resolvers return and receive for it. The name by default.</summary>
    public object Value { get; init; } = name;

    internal EnumValueDefinitionNode? Node { get; init; }
}
