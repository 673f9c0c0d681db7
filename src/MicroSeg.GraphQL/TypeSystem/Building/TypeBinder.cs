using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Finds the types that definitions name, and notes the names that it does not find.</summary>
internal sealed class TypeBinder(IReadOnlyDictionary<string, TypeDefinition> types)
{
    private readonly List<GraphQLError> _errors = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

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
            return type;
        _errors.Add(new GraphQLError(GraphQLErrorCodes.Schema, $"Unknown type \"{name}\", named by {owner}."));
        return null;
    }
}
