using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Introspection;

/// <summary>The fields that types have without defining them (sections 4.3 and 4.4).</summary>
internal static class MetaFields
{
    /// <summary>The name of an object's type; for any composite type.</summary>
    public static FieldDefinition TypeName { get; } = Bound(new("__typename", "String!")
    {
        Description = "The name of the current Object type at runtime.",
        Resolver = context => new(context.ParentType.Name),
    });

    /// <summary>The schema; for the query root only.</summary>
    public static FieldDefinition Schema { get; } = Bound(new("__schema", "__Schema!")
    {
        Description = "Access the current type schema of this server.",
        Resolver = context => new(context.Schema),
    });

    /// <summary>One type of the schema; for the query root only.</summary>
    public static FieldDefinition Type { get; } = Bound(new("__type", "__Type")
    {
        Description = "Request the type information of a single type.",
        Arguments = [new InputValueDefinition("name", "String!")],
        Resolver = context => new(context.Schema.Types.Find(context.Argument<string>("name") ?? "")),
    });

    /// <summary>The meta-field of a name that a type has; null if there is none.</summary>
    public static FieldDefinition? Find(GraphQLSchema schema, TypeDefinition type, string name) => name switch
    {
        "__typename" when type.IsComposite => TypeName,
        "__schema" when ReferenceEquals(type, schema.QueryType) => Schema,
        "__type" when ReferenceEquals(type, schema.QueryType) => Type,
        _ => null,
    };

    private static FieldDefinition Bound(FieldDefinition field)
    {
        field.Bind(IntrospectionTypes.BinderOf(IntrospectionTypes.All), "Query");
        return field;
    }
}
