using System.Collections.Immutable;
using System.Globalization;

namespace MicroSeg.GraphQL.Coercion;

/// <summary>A value that does not fit its type.</summary>
/// <param name="Path">The field names and list indexes that lead to the value.</param>
/// <param name="Value">The value.</param>
/// <param name="Message">What is wrong with it.</param>
internal sealed record CoercionFinding(ImmutableArray<object> Path, object? Value, string Message)
{
    /// <summary>A path as messages show it, such as <c>.rules[0].field</c>.</summary>
    public static string Show(ImmutableArray<object> path)
        => string.Concat(path.Select(step => step is int index ? string.Create(CultureInfo.InvariantCulture, $"[{index}]") : $".{step}"));
}
