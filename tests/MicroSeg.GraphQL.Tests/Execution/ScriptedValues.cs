using System.Text.Json;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Execution;

/// <summary>Values that say what resolvers do: <c>{ "$error": message }</c> fails, <c>{ "$later": value }</c> comes later. The oracle reads the same.</summary>
internal static class ScriptedValues
{
    public static object? Read(string json) => Revive(JsonInput.Of(JsonElement.Parse(json)));

    private static object? Revive(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> record when record.TryGetValue("$error", out var message) => new FieldResolver(_ => throw new GraphQLException("test", (string)message!)),
        IReadOnlyDictionary<string, object?> record when record.TryGetValue("$later", out var later) => Later(Revive(later)),
        IReadOnlyDictionary<string, object?> record => record.ToDictionary(member => member.Key, member => Revive(member.Value), StringComparer.Ordinal),
        IReadOnlyList<object?> list => list.Select(Revive).ToList(),
        _ => value,
    };

    private static FieldResolver Later(object? value) => async context =>
    {
        await Task.Yield();
        return value is FieldResolver resolver ? await resolver(context) : value;
    };
}
