using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Makes the values that C# parameters and properties take of what coercion gives.</summary>
internal static class InputConversion
{
    /// <summary>A conversion to a type.</summary>
    /// <param name="isId">Whether the value is an <c>ID</c>, which is text.</param>
    public static Func<object?, object?> To(Type type, bool isId = false)
    {
        if (TypeShape.Is(type, typeof(Optional<>)))
        {
            var inner = To(type.GetGenericArguments()[0], isId);
            var constructor = ConstructorInvoker.Create(type.GetConstructors()[0]);
            return value => constructor.Invoke(inner(value));
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            var inner = To(underlying, isId);
            return value => value is null ? null : inner(value);
        }

        return TypeShape.ItemOf(type) is { } item && type != typeof(JsonArray) && type != typeof(JsonObject) ? ToList(type, item, isId) : ToSingle(type, isId);
    }

    private static Func<object?, object?> ToList(Type type, Type item, bool isId)
    {
        var convert = To(item, isId);
        var build = typeof(InputConversion)
            .GetMethod(nameof(Build), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item)
            .CreateDelegate<Func<object?[], Func<object?, object?>, Type, object>>();
        return value => value is null ? null : build(value as object?[] ?? [value], convert, type);
    }

    private static object Build<T>(object?[] items, Func<object?, object?> convert, Type type)
    {
        var array = new T[items.Length];
        for (var i = 0; i < items.Length; i++)
            array[i] = (T)convert(items[i])!;
        if (type.IsAssignableFrom(typeof(T[])))
            return array;
        if (type.IsAssignableFrom(typeof(List<T>)))
            return array.ToList();
        if (type.IsAssignableFrom(typeof(HashSet<T>)))
            return array.ToHashSet();
        if (type == typeof(ImmutableArray<T>))
            return array.ToImmutableArray();
        throw new InvalidOperationException($"A list argument cannot be of type {type}");
    }

    private static Func<object?, object?> ToSingle(Type type, bool isId)
    {
        if (isId)
            return value => value is null ? null : ParseId((string)value, type);
        if (type == typeof(JsonElement))
            return value => JsonSerializer.SerializeToElement(value);
        if (typeof(JsonNode).IsAssignableFrom(type))
            return value => JsonSerializer.SerializeToNode(value);
        return value => Single(value, type);
    }

    private static object? Single(object? value, Type type) => value switch
    {
        null => null,
        _ when type.IsInstanceOfType(value) => value,
        DateTimeOffset instant when type == typeof(DateTime) => instant.UtcDateTime,
        IReadOnlyDictionary<string, object?> record when TypeShape.IsDictionary(type) => JsonSerializer.SerializeToElement(record).Deserialize(type),
        _ => Number(value, type),
    };

    private static object Number(object value, Type type)
    {
        try
        {
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or FormatException)
        {
            throw new GraphQLException(GraphQLErrorCodes.Input, $"{value} does not fit a value of {type.Name}.");
        }
    }

    private static object ParseId(string id, Type type)
    {
        if (type == typeof(string) || type == typeof(object))
            return id;
        var parsed = type == typeof(Guid) ? (Guid.TryParse(id, out var guid) ? guid : null)
            : type == typeof(int) ? (int.TryParse(id, CultureInfo.InvariantCulture, out var small) ? small : null)
            : type == typeof(long) ? (long.TryParse(id, CultureInfo.InvariantCulture, out var large) ? large : (object?)null)
            : throw new InvalidOperationException($"An id cannot be of type {type}");
        return parsed ?? throw new GraphQLException(GraphQLErrorCodes.Id, $"\"{id}\" is not an id here.");
    }
}
