using System.Collections.Immutable;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>The five scalars of section 3.5 that every schema may use without defining them.</summary>
public static class BuiltInScalars
{
    /// <summary>Section 3.5.1.</summary>
    public static ScalarDefinition Int { get; } = new("Int")
    {
        Description = "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.",
        Coercion = new IntCoercion(),
    };

    /// <summary>Section 3.5.2.</summary>
    public static ScalarDefinition Float { get; } = new("Float")
    {
        Description = "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
        Coercion = new FloatCoercion(),
    };

    /// <summary>Section 3.5.3.</summary>
    public static ScalarDefinition String { get; } = new("String")
    {
        Description = "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.",
        Coercion = new StringCoercion(),
    };

    /// <summary>Section 3.5.4.</summary>
    public static ScalarDefinition Boolean { get; } = new("Boolean")
    {
        Description = "The `Boolean` scalar type represents `true` or `false`.",
        Coercion = new BooleanCoercion(),
    };

    /// <summary>Section 3.5.5.</summary>
    public static ScalarDefinition Id { get; } = new("ID")
    {
        Description = "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.",
        Coercion = new IdCoercion(),
    };

    /// <summary>All five.</summary>
    public static ImmutableArray<ScalarDefinition> All { get; } = [Int, Float, String, Boolean, Id];

    internal static bool Contains(string name) => name is "Int" or "Float" or "String" or "Boolean" or "ID";
}
