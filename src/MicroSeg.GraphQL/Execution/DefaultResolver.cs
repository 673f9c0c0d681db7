using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>Serves schemas that are written down as SDL: fields without a resolver are the entries of a dictionary.</summary>
internal static class DefaultResolver
{
    /// <summary>The parent's entry of the field's name. An entry that is a resolver itself is asked.</summary>
    public static FieldResolver Instance { get; } = context
        => (context.Parent as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(context.Field.Name) switch
        {
            FieldResolver resolver => resolver(context),
            var value => new(value),
        };

    /// <summary>The object type that a dictionary says it is of.</summary>
    public static string? TypeNameOf(object value) => (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("__typename") as string;
}
