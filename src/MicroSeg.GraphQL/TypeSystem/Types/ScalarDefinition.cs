namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.5.</summary>
/// <param name="name">The type's name.</param>
public sealed class ScalarDefinition(string name) : TypeDefinition(name)
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Scalar;

    /// <summary>Where the scalar's format is specified (section 3.5.5); null if it is not.</summary>
    public string? SpecifiedByUrl { get; init; }

    /// <summary>How values go in and out. By default any value passes as it is.</summary>
    public ScalarCoercion Coercion { get; init; } = AnyCoercion.Instance;

    internal override void Bind(TypeBinder binder)
    {
    }

    internal override TypeDefinition? Merge(TypeDefinition extension) => extension is not ScalarDefinition scalar ? null : new ScalarDefinition(Name)
    {
        Description = Description,
        Metadata = Metadata,
        Node = Node,
        Coercion = Coercion is AnyCoercion ? scalar.Coercion : Coercion,
        SpecifiedByUrl = SpecifiedByUrl ?? scalar.SpecifiedByUrl,
    };
}
