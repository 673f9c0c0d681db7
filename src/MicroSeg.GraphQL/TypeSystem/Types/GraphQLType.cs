namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A type as fields and arguments refer to it: a named type, or a list or non-null type around another (section 3.4).</summary>
/// <remarks>The types around a type are made once, so that types are equal exactly if they are the same object.</remarks>
public abstract class GraphQLType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    private protected GraphQLType()
    {
    }

    /// <summary>The named type that is left when lists and non-null marks are taken off.</summary>
    public abstract TypeDefinition Named { get; }

    /// <summary>This type without its non-null mark, if it has one.</summary>
    public virtual GraphQLType Nullable => this;

    /// <summary>Whether null is not among its values.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>Whether arguments and variables may have the type: <c>IsInputType(type)</c> of section 3.4.2.</summary>
    public bool IsInput => Named is ScalarDefinition or EnumDefinition or InputObjectDefinition;

    /// <summary>Whether fields may have the type: <c>IsOutputType(type)</c> of section 3.4.2.</summary>
    public bool IsOutput => Named is not InputObjectDefinition;

    /// <summary>Whether values of the type have no fields to select.</summary>
    public bool IsLeaf => Named is ScalarDefinition or EnumDefinition;

    /// <summary>Whether values of the type have fields to select.</summary>
    public bool IsComposite => Named is ObjectDefinition or InterfaceDefinition or UnionDefinition;

    /// <summary>The list of this type.</summary>
    public ListType InList() => _list ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type without null.</summary>
    public virtual NonNullType WithoutNull() => _nonNull ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null) ?? _nonNull;
}

/// <summary>Section 3.11.</summary>
public sealed class ListType : GraphQLType
{
    internal ListType(GraphQLType item) => Item = item;

    /// <summary>The type of the items.</summary>
    public GraphQLType Item { get; }

    /// <inheritdoc/>
    public override TypeDefinition Named => Item.Named;

    /// <inheritdoc/>
    public override string ToString() => $"[{Item}]";
}

/// <summary>Section 3.12.</summary>
public sealed class NonNullType : GraphQLType
{
    internal NonNullType(GraphQLType inner) => Nullable = inner;

    /// <inheritdoc/>
    public override TypeDefinition Named => Nullable.Named;

    /// <inheritdoc/>
    public override GraphQLType Nullable { get; }

    /// <inheritdoc/>
    public override NonNullType WithoutNull() => this;

    /// <inheritdoc/>
    public override string ToString() => $"{Nullable}!";
}
