using MicroSeg.GraphQL.TypeSystem;
using static MicroSeg.GraphQL.Introspection.IntrospectionFields;

namespace MicroSeg.GraphQL.Introspection;

/// <summary>What types tell of themselves.</summary>
internal static class TypeIntrospection
{
    /// <summary>Section 4.5.2.</summary>
    public static ObjectDefinition Type { get; } = new("__Type")
    {
        Description = "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.",
        Fields =
        [
            Field<GraphQLType>("kind", "__TypeKind!", type => KindOf(type)),
            Field<GraphQLType>("name", "String", type => (type as TypeDefinition)?.Name),
            Field<GraphQLType>("description", "String", type => (type as TypeDefinition)?.Description),
            Field<GraphQLType>("specifiedByURL", "String", type => (type as ScalarDefinition)?.SpecifiedByUrl),
            Members<GraphQLType, FieldDefinition>("fields", "[__Field!]", type => (type as FieldsDefinition)?.Fields, field => field.DeprecationReason is not null),
            Field<GraphQLType>("interfaces", "[__Type!]", type => (type as FieldsDefinition)?.Interfaces),
            PossibleTypes(),
            Members<GraphQLType, EnumValueDefinition>("enumValues", "[__EnumValue!]", type => (type as EnumDefinition)?.Values, value => value.DeprecationReason is not null),
            Members<GraphQLType, InputValueDefinition>("inputFields", "[__InputValue!]", type => (type as InputObjectDefinition)?.Fields, field => field.DeprecationReason is not null),
            Field<GraphQLType>("ofType", "__Type", Inner),
            Field<GraphQLType>("isOneOf", "Boolean", type => (type as InputObjectDefinition)?.IsOneOf),
        ],
    };

    public static EnumDefinition Kind { get; } = new("__TypeKind")
    {
        Description = "An enum describing what kind of type a given `__Type` is.",
        Values =
        [
            KindValue("SCALAR", TypeKind.Scalar, "Indicates this type is a scalar."),
            KindValue("OBJECT", TypeKind.Object, "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
            KindValue("INTERFACE", TypeKind.Interface, "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."),
            KindValue("UNION", TypeKind.Union, "Indicates this type is a union. `possibleTypes` is a valid field."),
            KindValue("ENUM", TypeKind.Enum, "Indicates this type is an enum. `enumValues` is a valid field."),
            KindValue("INPUT_OBJECT", TypeKind.InputObject, "Indicates this type is an input object. `inputFields` is a valid field."),
            KindValue("LIST", TypeKind.List, "Indicates this type is a list. `ofType` is a valid field."),
            KindValue("NON_NULL", TypeKind.NonNull, "Indicates this type is a non-null. `ofType` is a valid field."),
        ],
    };

    private static EnumValueDefinition KindValue(string name, TypeKind kind, string description) => new(name) { Value = kind, Description = description };

    private static FieldDefinition PossibleTypes() => new("possibleTypes", "[__Type!]")
    {
        Resolver = context => new(context.Parent is TypeDefinition and IAbstractDefinition ? context.Schema.PossibleTypes((TypeDefinition)context.Parent) : null),
    };

    private static TypeKind KindOf(GraphQLType type) => type switch
    {
        ListType => TypeKind.List,
        NonNullType => TypeKind.NonNull,
        _ => ((TypeDefinition)type).Kind,
    };

    private static GraphQLType? Inner(GraphQLType type) => type switch
    {
        ListType list => list.Item,
        NonNullType nonNull => nonNull.Nullable,
        _ => null,
    };
}
