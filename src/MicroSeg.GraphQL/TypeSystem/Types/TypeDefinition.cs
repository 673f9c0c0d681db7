using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A named type (section 3.4).</summary>
/// <remarks>
/// Definitions refer to other types by name, so that types may refer to one another. Building a schema binds the names once;
/// after that a definition never changes, and it belongs to that schema.
/// </remarks>
public abstract class TypeDefinition : GraphQLType, INamedDefinition
{
    private protected TypeDefinition(string name) => Name = name;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What the type is for, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>What the layer above keeps with the type, such as the CLR type behind it. The engine leaves it alone.</summary>
    public object? Metadata { get; init; }

    /// <inheritdoc/>
    public override TypeDefinition Named => this;

    /// <summary>The kind, as introspection names it (section 4.5.2).</summary>
    public abstract TypeKind Kind { get; }

    /// <summary>The definition in SDL, if it comes from there.</summary>
    internal TypeDefinitionNode? Node { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Looks up the types that the definition names.</summary>
    internal abstract void Bind(TypeBinder binder);

    /// <summary>A new definition with an extension's members behind this one's own; null if the extension is of another kind.</summary>
    internal abstract TypeDefinition? Merge(TypeDefinition extension);
}

/// <summary>Section 4.5.2.</summary>
public enum TypeKind
{
    /// <summary>A scalar.</summary>
    Scalar,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>A union.</summary>
    Union,

    /// <summary>An enum.</summary>
    Enum,

    /// <summary>An input object.</summary>
    InputObject,

    /// <summary>A list.</summary>
    List,

    /// <summary>A type without null.</summary>
    NonNull,
}
