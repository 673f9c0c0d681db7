using System.Collections.Frozen;
using System.Collections.Immutable;
using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>A service's type system (section 3.3). Made by a <see cref="SchemaBuilder"/>; it does not change after that.</summary>
public sealed class GraphQLSchema
{
    private readonly FrozenDictionary<string, ImmutableArray<ObjectDefinition>> _possibleTypes;
    private readonly FrozenSet<(string Abstract, string Concrete)> _implementations;

    internal GraphQLSchema(DefinitionList<TypeDefinition> types, DefinitionList<DirectiveDefinition> directives)
    {
        Types = types;
        Directives = directives;
        _possibleTypes = types.Where(type => type is IAbstractDefinition).ToFrozenDictionary(type => type.Name, FindPossibleTypes, StringComparer.Ordinal);
        _implementations = FindImplementations().ToFrozenSet();
    }

    /// <summary>What the service is, in Markdown.</summary>
    public string? Description { get; internal init; }

    /// <summary>The root type of queries (section 3.3.1). Only a schema that was built without validation lacks one.</summary>
    public ObjectDefinition? QueryType { get; internal init; }

    /// <summary>The root type of mutations; null if the service has none.</summary>
    public ObjectDefinition? MutationType { get; internal init; }

    /// <summary>The root type of subscriptions; null if the service has none.</summary>
    public ObjectDefinition? SubscriptionType { get; internal init; }

    /// <summary>All named types, those of introspection included.</summary>
    public DefinitionList<TypeDefinition> Types { get; }

    /// <summary>All directives, the built-in ones included.</summary>
    public DefinitionList<DirectiveDefinition> Directives { get; }

    internal SchemaNode? Node { get; init; }

    /// <summary>Builds a schema that is written down as SDL and has no resolvers.</summary>
    /// <exception cref="GraphQLSyntaxException">The text breaks the grammar.</exception>
    /// <exception cref="GraphQLSchemaException">The schema is not valid.</exception>
    public static GraphQLSchema FromSdl(string sdl)
    {
        var document = Parser.Parse(sdl, ParserOptions.Trusted);
        var errors = DocumentValidator.ValidateSdl(schema: null, document);
        return errors.IsEmpty ? new SchemaBuilder().Add(document).Build() : throw new GraphQLSchemaException(errors);
    }

    /// <summary>The object types that a value of an abstract type may have: <c>GetPossibleTypes(type)</c> of section 5.5.2.3.</summary>
    public ImmutableArray<ObjectDefinition> PossibleTypes(TypeDefinition type)
        => type is ObjectDefinition concrete ? [concrete] : _possibleTypes.GetValueOrDefault(type.Name, []);

    /// <summary>Whether a type is a member of a union, or says that it implements an interface.</summary>
    public bool IsSubType(TypeDefinition type, TypeDefinition of) => _implementations.Contains((of.Name, type.Name));

    internal ObjectDefinition? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>A type's field, the meta-fields of section 4 included.</summary>
    internal FieldDefinition? FindField(TypeDefinition type, string name)
    {
        if (MetaFields.Find(this, type, name) is { } meta)
            return meta;
        return (type as FieldsDefinition)?.Fields.Find(name);
    }

    /// <summary>The type that a document names; null if it names a type that the schema lacks.</summary>
    internal GraphQLType? FindType(TypeNode reference) => reference switch
    {
        ListTypeNode list => FindType(list.Type)?.InList(),
        NonNullTypeNode nonNull => FindType(nonNull.Type)?.WithoutNull(),
        _ => Types.Find(((NamedTypeNode)reference).Name.Value),
    };

    private ImmutableArray<ObjectDefinition> FindPossibleTypes(TypeDefinition type) => type is UnionDefinition union
        ? [.. union.Members.OfType<ObjectDefinition>()]
        : [.. Types.OfType<ObjectDefinition>().Where(concrete => concrete.Interfaces.Contains(type))];

    private IEnumerable<(string Abstract, string Concrete)> FindImplementations()
    {
        foreach (var type in Types)
        {
            var abstractTypes = (type as FieldsDefinition)?.Interfaces ?? [];
            foreach (var of in abstractTypes)
                yield return (of.Name, type.Name);
            foreach (var member in (type as UnionDefinition)?.Members ?? [])
                yield return (type.Name, member.Name);
        }
    }
}
