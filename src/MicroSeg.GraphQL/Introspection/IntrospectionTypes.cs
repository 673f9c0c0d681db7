using System.Collections.Immutable;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Introspection;

/// <summary>The types of section 4.5, by which a schema describes itself. Every schema shares them.</summary>
internal static class IntrospectionTypes
{
    /// <summary>All types, in the order of the specification.</summary>
    public static ImmutableArray<TypeDefinition> All { get; } = Bind(
    [
        SchemaIntrospection.Schema, TypeIntrospection.Type, TypeIntrospection.Kind, MemberIntrospection.Field, MemberIntrospection.InputValue,
        MemberIntrospection.EnumValue, SchemaIntrospection.Directive, SchemaIntrospection.Location,
    ]);

    public static bool Contains(string name) => All.Any(type => type.Name == name);

    /// <summary>Finds introspection types and built-in scalars.</summary>
    public static TypeBinder BinderOf(ImmutableArray<TypeDefinition> types)
        => new(types.Concat(BuiltInScalars.All).ToDictionary(type => type.Name, StringComparer.Ordinal));

    /// <summary>These types refer to themselves and to built-in scalars only, so they are bound once for all schemas.</summary>
    private static ImmutableArray<TypeDefinition> Bind(ImmutableArray<TypeDefinition> types)
    {
        var binder = BinderOf(types);
        foreach (var type in types)
            type.Bind(binder);
        return types;
    }
}
