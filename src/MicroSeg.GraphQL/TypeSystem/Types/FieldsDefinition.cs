using System.Collections.Immutable;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>What objects and interfaces share: fields, and the interfaces that they implement (sections 3.6 and 3.7).</summary>
public abstract class FieldsDefinition : TypeDefinition
{
    private protected FieldsDefinition(string name)
        : base(name)
    {
    }

    /// <summary>The fields, in the order of their definition.</summary>
    public DefinitionList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>The names of the interfaces that the type says it implements.</summary>
    public ImmutableArray<string> InterfaceNames { get; init; } = [];

    /// <summary>The types of <see cref="InterfaceNames"/>. Only a schema that fails validation has others than interfaces here.</summary>
    public ImmutableArray<TypeDefinition> Interfaces { get; private set; } = [];

    internal override void Bind(TypeBinder binder)
    {
        Interfaces = binder.Find(InterfaceNames, this);
        foreach (var field in Fields)
            field.Bind(binder, Name);
    }
}

/// <summary>Section 3.6.</summary>
/// <param name="name">The type's name.</param>
public sealed class ObjectDefinition(string name) : FieldsDefinition(name)
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Object;

    /// <summary>Whether a value belongs to this type, for interfaces and unions that cannot tell; null if the type is never asked.</summary>
    public Func<object, bool>? IsTypeOf { get; init; }

    internal override TypeDefinition? Merge(TypeDefinition extension) => extension is not ObjectDefinition other ? null : new ObjectDefinition(Name)
    {
        Description = Description,
        Metadata = Metadata,
        Node = Node,
        IsTypeOf = IsTypeOf ?? other.IsTypeOf,
        InterfaceNames = [.. InterfaceNames, .. other.InterfaceNames],
        Fields = [.. Fields, .. other.Fields],
    };
}

/// <summary>Section 3.7.</summary>
/// <param name="name">The type's name.</param>
public sealed class InterfaceDefinition(string name) : FieldsDefinition(name), IAbstractDefinition
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Interface;

    /// <inheritdoc/>
    public Func<object, string?>? TypeNameOf { get; init; }

    internal override TypeDefinition? Merge(TypeDefinition extension) => extension is not InterfaceDefinition other ? null : new InterfaceDefinition(Name)
    {
        Description = Description,
        Metadata = Metadata,
        Node = Node,
        TypeNameOf = TypeNameOf ?? other.TypeNameOf,
        InterfaceNames = [.. InterfaceNames, .. other.InterfaceNames],
        Fields = [.. Fields, .. other.Fields],
    };
}
