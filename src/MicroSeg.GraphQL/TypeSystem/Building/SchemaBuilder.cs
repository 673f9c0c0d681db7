using System.Collections.Immutable;
using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Collects the definitions of a schema from code and from SDL, in any order, and builds the schema of them.</summary>
public sealed partial class SchemaBuilder
{
    private readonly List<TypeDefinition> _types = [];
    private readonly List<TypeDefinition> _extensions = [];
    private readonly List<DirectiveDefinition> _directives = [];
    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<OperationType, string> _rootNames = [];
    private string? _description;
    private SchemaNode? _node;
    private bool _hasSchemaDefinition;
    private bool _isUnchecked;

    /// <summary>Adds a named type.</summary>
    public SchemaBuilder Add(TypeDefinition type)
    {
        _types.Add(type);
        return this;
    }

    /// <summary>Adds a directive.</summary>
    public SchemaBuilder Add(DirectiveDefinition directive)
    {
        _directives.Add(directive);
        return this;
    }

    /// <summary>Adds members to a type that is defined elsewhere, before or after (sections 3.4.3 and following).</summary>
    /// <param name="extension">A definition of the type's name and kind that holds what to add.</param>
    public SchemaBuilder Extend(TypeDefinition extension)
    {
        _extensions.Add(extension);
        return this;
    }

    /// <summary>Adds definitions and extensions that are written down as SDL.</summary>
    /// <exception cref="GraphQLSyntaxException">The text breaks the grammar.</exception>
    public SchemaBuilder AddSdl(string sdl) => Add(Parser.Parse(sdl, ParserOptions.Trusted));

    /// <summary>Sets what the service is, in Markdown.</summary>
    public SchemaBuilder Describe(string description)
    {
        _description = description;
        return this;
    }

    /// <summary>Names the root types where they are not called Query, Mutation and Subscription (section 3.3.1).</summary>
    public SchemaBuilder RootTypes(string query, string? mutation = null, string? subscription = null)
    {
        _hasSchemaDefinition = true;
        _rootNames[OperationType.Query] = query;
        if (mutation is not null)
            _rootNames[OperationType.Mutation] = mutation;
        if (subscription is not null)
            _rootNames[OperationType.Subscription] = subscription;
        return this;
    }

    /// <summary>Builds the schema.</summary>
    /// <exception cref="GraphQLSchemaException">The definitions are no valid schema.</exception>
    public GraphQLSchema Build()
    {
        var types = Merge();
        var directives = _directives.Concat(BuiltInDirectives.All.Where(builtIn => _directives.TrueForAll(directive => directive.Name != builtIn.Name))).ToList();
        var binder = new TypeBinder(types);
        foreach (var type in types.Values.Where(type => !IntrospectionTypes.Contains(type.Name)))
            type.Bind(binder);
        foreach (var directive in directives.Where(directive => !BuiltInDirectives.All.Contains(directive)))
            directive.Bind(binder);
        _errors.AddRange(binder.Errors);
        ThrowIfAny(_errors);

        // Section 3.5: a built-in scalar that nothing refers to is no part of the schema. Introspection itself refers to two.
        var live = types.Values.Where(type => !BuiltInScalars.Contains(type.Name) || type.Name is "String" or "Boolean" || binder.IsReferenced(type.Name));
        var schema = new GraphQLSchema([.. live], [.. directives])
        {
            Description = _description,
            Node = _node,
            QueryType = Root(types, OperationType.Query),
            MutationType = Root(types, OperationType.Mutation),
            SubscriptionType = Root(types, OperationType.Subscription),
        };
        ThrowIfAny(_errors);
        if (!_isUnchecked)
            ThrowIfAny(SchemaValidator.Validate(schema));
        return schema;
    }

    /// <summary>Builds without the checks of section 3. Such schemas serve tests of rules only.</summary>
    internal SchemaBuilder WithoutValidation()
    {
        _isUnchecked = true;
        return this;
    }

    /// <summary>All types by name, extensions applied, with the built-in scalars and the types of introspection behind them.</summary>
    private Dictionary<string, TypeDefinition> Merge()
    {
        var types = new Dictionary<string, TypeDefinition>(StringComparer.Ordinal);
        foreach (var type in _types.Where(type => !BuiltInScalars.Contains(type.Name) && !IntrospectionTypes.Contains(type.Name)))
        {
            if (!types.TryAdd(type.Name, type))
                Report($"There can be only one type named \"{type.Name}\".");
        }

        foreach (var extension in _extensions)
        {
            if (!types.TryGetValue(extension.Name, out var type))
                Report($"Cannot extend type \"{extension.Name}\" because it is not defined.");
            else if (type.Merge(extension) is { } merged)
                types[extension.Name] = merged;
            else
                Report($"Cannot extend \"{extension.Name}\": it is of another kind.");
        }

        foreach (var type in BuiltInScalars.All.Concat<TypeDefinition>(IntrospectionTypes.All))
            types.TryAdd(type.Name, type);
        return types;
    }

    private ObjectDefinition? Root(Dictionary<string, TypeDefinition> types, OperationType operation)
    {
        // Without a schema definition the root types are found by their default names.
        var isNamed = _rootNames.TryGetValue(operation, out var name);
        if (!isNamed && _hasSchemaDefinition)
            return null;
        var type = types.GetValueOrDefault(name ?? operation.ToString());
        if (isNamed && type is null)
            Report($"Unknown type \"{name}\", named as the {operation} root type.");
        else if (type is not null and not ObjectDefinition && !_isUnchecked)
            Report($"{operation} root type must be Object type, it cannot be {type}.");
        return type as ObjectDefinition;
    }

    private void Report(string message) => _errors.Add(new GraphQLError(GraphQLErrorCodes.Schema, message));

    private static void ThrowIfAny(IReadOnlyCollection<GraphQLError> errors)
    {
        if (errors.Count > 0)
            throw new GraphQLSchemaException([.. errors]);
    }
}
