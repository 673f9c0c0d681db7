namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.10.</summary>
/// <param name="name">The type's name.</param>
public sealed class InputObjectDefinition(string name) : TypeDefinition(name)
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.InputObject;

    /// <summary>The fields, in the order of their definition.</summary>
    public DefinitionList<InputValueDefinition> Fields { get; init; } = [];

    /// <summary>Whether exactly one field must be given, and not null (section 3.10.1).</summary>
    public bool IsOneOf { get; init; }

    /// <summary>Makes what resolvers receive of the coerced fields. Null if they receive the dictionary itself.</summary>
    public Func<IReadOnlyDictionary<string, object?>, object>? Create { get; init; }

    internal override void Bind(TypeBinder binder)
    {
        foreach (var field in Fields)
            field.Bind(binder, Name);
    }

    internal override TypeDefinition? Merge(TypeDefinition extension) => extension is not InputObjectDefinition other ? null : new InputObjectDefinition(Name)
    {
        Description = Description,
        Metadata = Metadata,
        Node = Node,
        IsOneOf = IsOneOf || other.IsOneOf,
        Create = Create ?? other.Create,
        Fields = [.. Fields, .. other.Fields],
    };
}
