namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>How types relate to one another.</summary>
internal static class TypeComparison
{
    /// <summary><c>IsValidImplementationFieldType(fieldType, implementedFieldType)</c> of section 3.6.</summary>
    public static bool IsSubType(GraphQLSchema schema, GraphQLType type, GraphQLType of) => (type, of) switch
    {
        _ when ReferenceEquals(type, of) => true,
        (NonNullType inner, NonNullType outer) => IsSubType(schema, inner.Nullable, outer.Nullable),
        (_, NonNullType) => false,
        (NonNullType inner, _) => IsSubType(schema, inner.Nullable, of),
        (ListType inner, ListType outer) => IsSubType(schema, inner.Item, outer.Item),
        (ListType, _) or (_, ListType) => false,
        _ => schema.IsSubType((TypeDefinition)type, (TypeDefinition)of),
    };

    /// <summary>Whether a value may be of both types: whether the sets of section 5.5.2.3 share an object type.</summary>
    public static bool Overlap(GraphQLSchema schema, TypeDefinition a, TypeDefinition b)
    {
        if (ReferenceEquals(a, b))
            return true;
        var possible = schema.PossibleTypes(a);
        return possible.Any(type => ReferenceEquals(type, b) || schema.IsSubType(type, b));
    }
}
