using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Introspection;

/// <summary>Answers queries whose resolvers are all at hand at once, as those of introspection are. It knows fields, fragments and arguments, no more.</summary>
internal static class IntrospectionRunner
{
    /// <summary>The query that GraphQL.js's <c>getIntrospectionQuery</c> writes with all its options on.</summary>
    public const string Query = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } }
        }
        """;

    public static Dictionary<string, object?> Run(GraphQLSchema schema, string query)
    {
        var document = Parser.Parse(query);
        var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
        return Select(schema, document, schema.QueryType!, parent: null, [operation.SelectionSet]);
    }

    private static Dictionary<string, object?> Select(GraphQLSchema schema, DocumentNode document, ObjectDefinition type, object? parent, IEnumerable<SelectionSetNode> sets)
    {
        var fields = new Dictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        foreach (var set in sets)
            Collect(document, set, fields);
        return fields.ToDictionary(field => field.Key, field => Resolve(schema, document, type, parent, field.Value), StringComparer.Ordinal);
    }

    private static void Collect(DocumentNode document, SelectionSetNode set, Dictionary<string, List<FieldNode>> fields)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field when fields.TryGetValue(field.ResponseKey, out var known):
                    known.Add(field);
                    break;
                case FieldNode field:
                    fields[field.ResponseKey] = [field];
                    break;
                case InlineFragmentNode fragment:
                    Collect(document, fragment.SelectionSet, fields);
                    break;
                case FragmentSpreadNode spread:
                    Collect(document, document.Definitions.OfType<FragmentDefinitionNode>().Single(fragment => fragment.Name.Value == spread.Name.Value).SelectionSet, fields);
                    break;
            }
        }
    }

    private static object? Resolve(GraphQLSchema schema, DocumentNode document, ObjectDefinition type, object? parent, List<FieldNode> nodes)
    {
        var field = schema.FindField(type, nodes[0].Name.Value)!;
        Assert.True(ArgumentValues.TryCoerce(field.Arguments, nodes[0].Arguments, nodes[0], VariableValues.Empty, out var arguments, out _));
        var pending = field.Resolver!(new Context(schema, type, field, parent, arguments)).AsTask();
        Assert.True(pending.IsCompletedSuccessfully);
        return Complete(schema, document, field.Type, pending.Result, nodes);
    }

    private static object? Complete(GraphQLSchema schema, DocumentNode document, GraphQLType type, object? value, List<FieldNode> nodes)
    {
        switch (type)
        {
            case NonNullType nonNull:
                var inner = Complete(schema, document, nonNull.Nullable, value, nodes);
                Assert.NotNull(inner);
                return inner;
            case var _ when value is null:
                return null;
            case ListType list:
                return ((System.Collections.IEnumerable)value).Cast<object?>().Select(item => Complete(schema, document, list.Item, item, nodes)).ToList();
            case ScalarDefinition scalar:
                return scalar.Coercion.Output(value).Value;
            case EnumDefinition of:
                return of.FindByValue(value)!.Name;
            default:
                return Select(schema, document, (ObjectDefinition)type, value, nodes.Select(node => node.SelectionSet!));
        }
    }

    private sealed class Context(GraphQLSchema schema, ObjectDefinition type, FieldDefinition definition, object? parent, IReadOnlyDictionary<string, object?> arguments) : FieldContext
    {
        public override object? Parent => parent;

        public override GraphQLSchema Schema => schema;

        public override ObjectDefinition ParentType => type;

        public override FieldDefinition Field => definition;

        public override IReadOnlyDictionary<string, object?> Arguments => arguments;

        public override CancellationToken CancellationToken => CancellationToken.None;
    }
}
