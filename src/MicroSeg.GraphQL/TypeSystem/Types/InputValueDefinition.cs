using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>An argument of a field or directive (section 3.6.1), or a field of an input object (section 3.10).</summary>
/// <param name="name">Its name.</param>
/// <param name="type">Its type, found when the schema is built.</param>
public sealed class InputValueDefinition(string name, TypeReference type) : INamedDefinition
{
    private GraphQLType? _type;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>What it is for, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>The type by name, as the definition gives it.</summary>
    public TypeReference TypeReference { get; } = type;

    /// <summary>The type.</summary>
    /// <exception cref="InvalidOperationException">It is not part of a schema yet.</exception>
    public GraphQLType Type => _type ?? throw new InvalidOperationException($"'{Name}' is not part of a schema yet");

    /// <summary>The default as a document would write it, such as <c>[1, 2]</c>; null if there is none.</summary>
    public string? DefaultLiteral
    {
        get => Default?.ToString();
        init => Default = value is null ? null : Parser.ParseConstValue(value);
    }

    /// <summary>Why not to use it any more (section 3.13.3); null if it may be used.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>What the layer above keeps with it, such as the CLR parameter behind it. The engine leaves it alone.</summary>
    public object? Metadata { get; init; }

    /// <summary>Whether it must be given: not null, and without a default.</summary>
    public bool IsRequired => Type.IsNonNull && Default is null;

    internal ValueNode? Default { get; init; }

    internal InputValueDefinitionNode? Node { get; init; }

    internal void Bind(TypeBinder binder, string owner) => _type = binder.Find(TypeReference, $"{owner}.{Name}");
}
