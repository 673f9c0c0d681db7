using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Defaults of C# as literals.</summary>
internal static class DefaultValues
{
    /// <param name="type">The type that the value is declared with: an enum's constant is only a number.</param>
    public static string Literal(object? value, Type? type = null) => value switch
    {
        null => "null",
        bool boolean => boolean ? "true" : "false",
        Enum constant => EnumName(constant.GetType(), constant),
        _ when type is { IsEnum: true } => EnumName(type, Enum.ToObject(type, value)),
        string text => JsonSerializer.Serialize(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(item => Literal(item))) + "]",
        _ => throw new InvalidOperationException($"A default of type {value.GetType()} cannot be written as a literal"),
    };

    private static string EnumName(Type type, object value)
        => type.GetField(value.ToString()!) is { } field ? Naming.EnumValue(field) : throw new InvalidOperationException($"{value} is no single value of {type}");
}
