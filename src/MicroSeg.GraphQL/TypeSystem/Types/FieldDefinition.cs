using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A field of an object or interface type (section 3.6).</summary>
/// <param name="name">The field's name.</param>
/// <param name="type">Its type, found when the schema is built.</param>
public sealed class FieldDefinition(string name, TypeReference type) : INamedDefinition
{
    private GraphQLType? _type;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>What the field holds, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>The arguments, in the order of their definition.</summary>
    public DefinitionList<InputValueDefinition> Arguments { get; init; } = [];

    /// <summary>The type by name, as the definition gives it.</summary>
    public TypeReference TypeReference { get; } = type;

    /// <summary>The type.</summary>
    /// <exception cref="InvalidOperationException">The field is not part of a schema yet.</exception>
    public GraphQLType Type => _type ?? throw new InvalidOperationException($"Field '{Name}' is not part of a schema yet");

    /// <summary>Why not to use it any more (section 3.13.3); null if it may be used.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>Gives the field's value: <c>ResolveFieldValue</c> of section 6.4.2. Null for fields of interfaces.</summary>
    public FieldResolver? Resolver { get; init; }

    /// <summary>Gives the field's value where the parent alone decides it, as a property does. Goes before <see cref="Resolver"/>, and costs less.</summary>
    public Func<object, object?>? Reader { get; init; }

    /// <summary>Gives the events of a subscription's root field: <c>ResolveFieldEventStream</c> of section 6.2.3.1. Null elsewhere.</summary>
    public FieldSubscriber? Subscriber { get; init; }

    /// <summary>What the layer above keeps with the field, such as its cost. The engine leaves it alone.</summary>
    public object? Metadata { get; init; }

    internal FieldDefinitionNode? Node { get; init; }

    internal void Bind(TypeBinder binder, string owner)
    {
        _type = binder.Find(TypeReference, $"{owner}.{Name}");
        foreach (var argument in Arguments)
            argument.Bind(binder, $"{owner}.{Name}");
    }
}
