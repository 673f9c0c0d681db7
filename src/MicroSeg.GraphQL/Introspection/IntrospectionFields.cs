using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Introspection;

/// <summary>Makes the fields of the introspection types.</summary>
internal static class IntrospectionFields
{
    public static FieldDefinition Field<T>(string name, TypeReference type, Func<T, object?> read, string? description = null) => new(name, type)
    {
        Description = description,
        Resolver = context => new((object?)read((T)context.Parent!)),
    };

    /// <summary>A field that lists members, and leaves the deprecated ones out if it is not asked for them.</summary>
    public static FieldDefinition Members<TParent, T>(string name, TypeReference type, Func<TParent, IEnumerable<T>?> read, Func<T, bool> isDeprecated)
        => new(name, type)
        {
            Arguments = [new InputValueDefinition("includeDeprecated", "Boolean!") { DefaultLiteral = "false" }],
            Resolver = context =>
            {
                var members = read((TParent)context.Parent!);
                return new(context.Argument<bool>("includeDeprecated") ? members : members?.Where(member => !isDeprecated(member)).ToList());
            },
        };
}
