using MicroSeg.GraphQL.TypeSystem;
using static MicroSeg.GraphQL.Introspection.IntrospectionFields;

namespace MicroSeg.GraphQL.Introspection;

/// <summary>What a schema tells of itself and its directives.</summary>
internal static class SchemaIntrospection
{
    /// <summary>Section 4.5.1.</summary>
    public static ObjectDefinition Schema { get; } = new("__Schema")
    {
        Description = "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.",
        Fields =
        [
            Field<GraphQLSchema>("description", "String", schema => schema.Description),
            Field<GraphQLSchema>("types", "[__Type!]!", schema => schema.Types, "A list of all types supported by this server."),
            Field<GraphQLSchema>("queryType", "__Type!", schema => schema.QueryType, "The type that query operations will be rooted at."),
            Field<GraphQLSchema>("mutationType", "__Type", schema => schema.MutationType, "If this server supports mutation, the type that mutation operations will be rooted at."),
            Field<GraphQLSchema>("subscriptionType", "__Type", schema => schema.SubscriptionType, "If this server support subscription, the type that subscription operations will be rooted at."),
            Field<GraphQLSchema>("directives", "[__Directive!]!", schema => schema.Directives, "A list of all directives supported by this server."),
        ],
    };

    /// <summary>Section 4.5.6.</summary>
    public static ObjectDefinition Directive { get; } = new("__Directive")
    {
        Description = "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.",
        Fields =
        [
            Field<DirectiveDefinition>("name", "String!", directive => directive.Name),
            Field<DirectiveDefinition>("description", "String", directive => directive.Description),
            Field<DirectiveDefinition>("isRepeatable", "Boolean!", directive => directive.IsRepeatable),
            Field<DirectiveDefinition>("locations", "[__DirectiveLocation!]!", directive => directive.Locations),
            Members<DirectiveDefinition, InputValueDefinition>("args", "[__InputValue!]!", directive => directive.Arguments, argument => argument.DeprecationReason is not null),
        ],
    };

    public static EnumDefinition Location { get; } = new("__DirectiveLocation")
    {
        Description = "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
        Values = [.. Enum.GetValues<DirectiveLocation>().Select(LocationValue)],
    };

    private static EnumValueDefinition LocationValue(DirectiveLocation location) => new(DirectiveLocations.NameOf(location))
    {
        Value = location,
        Description = $"Location adjacent to {DirectiveLocations.Describe(location)}.",
    };
}
