using System.Collections;
using System.Reflection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>What the schema needs to know of a C# type: what is a list of what, and what may be null.</summary>
/// <param name="Clr">The type, without task, <see cref="Nullable{T}"/> and <see cref="Optional{T}"/> around it.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Item">The shape of its items, if it is a list.</param>
internal sealed record TypeShape(Type Clr, bool IsNullable, TypeShape? Item)
{
    /// <summary>The type of the values themselves, lists taken off.</summary>
    public Type Leaf => Item?.Leaf ?? Clr;

    public static TypeShape Of(ParameterInfo parameter) => Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static TypeShape Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    /// <summary>What a property or method gives.</summary>
    public static TypeShape OfResult(MemberInfo member) => member is PropertyInfo property ? Of(property) : Of(((MethodInfo)member).ReturnParameter);

    /// <summary>The type of a list's items; null if the type is none.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type == typeof(string) || IsDictionary(type))
            return null;
        if (type.IsArray)
            return type.GetElementType();
        return Interfaces(type).FirstOrDefault(contract => Is(contract, typeof(IEnumerable<>)) || Is(contract, typeof(IAsyncEnumerable<>)))?.GetGenericArguments()[0];
    }

    public static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    public static bool IsDictionary(Type type) => typeof(IDictionary).IsAssignableFrom(type)
        || Interfaces(type).Any(contract => Is(contract, typeof(IReadOnlyDictionary<,>)) || Is(contract, typeof(IDictionary<,>)));

    private static TypeShape Of(Type type, NullabilityInfo info)
    {
        if (Is(type, typeof(Task<>)) || Is(type, typeof(ValueTask<>)))
            return Of(type.GetGenericArguments()[0], info.GenericTypeArguments[0]);
        if (Is(type, typeof(Optional<>)))
            return Of(type.GetGenericArguments()[0], info.GenericTypeArguments[0]) with { IsNullable = true };
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return new TypeShape(underlying, IsNullable: true, Item: null);
        var isNullable = !type.IsValueType && info.ReadState != NullabilityState.NotNull;
        if (ItemOf(type) is not { } item)
            return new TypeShape(type, isNullable, Item: null);
        var itemInfo = type.IsArray ? info.ElementType : info.GenericTypeArguments.Length == 1 && type.GetGenericArguments()[0] == item ? info.GenericTypeArguments[0] : null;
        return new TypeShape(type, isNullable, itemInfo is null ? new TypeShape(item, IsNullable: false, Item: null) : Of(item, itemInfo));
    }

    private static IEnumerable<Type> Interfaces(Type type) => type.IsInterface ? type.GetInterfaces().Prepend(type) : type.GetInterfaces();
}
