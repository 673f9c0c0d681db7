using System.Collections.Immutable;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.8.</summary>
/// <param name="name">The type's name.</param>
public sealed class UnionDefinition(string name) : TypeDefinition(name), IAbstractDefinition
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Union;

    /// <summary>The names of the member types.</summary>
    public ImmutableArray<string> MemberNames { get; init; } = [];

    /// <summary>The types of <see cref="MemberNames"/>. Only a schema that fails validation has others than objects here.</summary>
    public ImmutableArray<TypeDefinition> Members { get; private set; } = [];

    /// <inheritdoc/>
    public Func<object, string?>? TypeNameOf { get; init; }

    internal override void Bind(TypeBinder binder) => Members = binder.Find(MemberNames, this);

    internal override TypeDefinition? Merge(TypeDefinition extension) => extension is not UnionDefinition other ? null : new UnionDefinition(Name)
    {
        Description = Description,
        Metadata = Metadata,
        Node = Node,
        TypeNameOf = TypeNameOf ?? other.TypeNameOf,
        MemberNames = [.. MemberNames, .. other.MemberNames],
    };
}
