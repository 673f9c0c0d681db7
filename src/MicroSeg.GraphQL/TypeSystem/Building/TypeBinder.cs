using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Finds the types that definitions name, and notes the names that it does not find.</summary>
internal sealed class TypeBinder(IReadOnlyDictionary<string, TypeDefinition> types)
{
    private readonly List<GraphQLError> _errors = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Whether any definition names the type.</summary>
    public bool IsReferenced(string name) => _found.Contains(name);

    public GraphQLType? Find(TypeReference reference, string owner) => Find(reference.Node, owner);

    public ImmutableArray<TypeDefinition> Find(ImmutableArray<string> names, TypeDefinition owner)
        => [.. names.Select(name => FindNamed(name, owner.Name)).OfType<TypeDefinition>()];

    private GraphQLType? Find(TypeNode node, string owner) => node switch
    {
        ListTypeNode list => Find(list.Type, owner)?.InList(),
        NonNullTypeNode nonNull => Find(nonNull.Type, owner)?.WithoutNull(),
        _ => FindNamed(((NamedTypeNode)node).Name.Value, owner),
    };

    private TypeDefinition? FindNamed(string name, string owner)
    {
        if (types.TryGetValue(name, out var type))
        {
            _found.Add(name);
            return type;
        }

        _errors.Add(new GraphQLError(GraphQLErrorCodes.Schema, $"Unknown type \"{name}\", named by {owner}."));
        return null;
    }
}
