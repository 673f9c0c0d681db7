using System.Collections.Frozen;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>The names of directive locations in documents, such as <c>FIELD_DEFINITION</c>.</summary>
internal static class DirectiveLocations
{
    private static readonly string[] s_names =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    ];

    private static readonly FrozenDictionary<string, DirectiveLocation> s_byName
        = Enum.GetValues<DirectiveLocation>().ToFrozenDictionary(location => s_names[(int)location], StringComparer.Ordinal);

    private static readonly string[] s_descriptions =
    [
        "a query operation", "a mutation operation", "a subscription operation", "a field", "a fragment definition", "a fragment spread", "an inline fragment",
        "a variable definition", "a schema definition", "a scalar definition", "an object type definition", "a field definition", "an argument definition",
        "an interface definition", "a union definition", "an enum definition", "an enum value definition", "an input object type definition",
        "an input object field definition",
    ];

    public static string Describe(DirectiveLocation location) => s_descriptions[(int)location];

    public static string NameOf(DirectiveLocation location) => s_names[(int)location];

    public static bool TryParse(string name, out DirectiveLocation location) => s_byName.TryGetValue(name, out location);
}
