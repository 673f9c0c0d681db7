using System.Collections;
using System.Globalization;
using MicroSeg.GraphQL.Language;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Values as messages show them; long ones are cut.</summary>
internal static class ShownValue
{
    private const int MaxLength = 100;

    public static string Of(object? value)
    {
        var text = Write(value, depth: 0);
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }

    /// <summary>Without quotes.</summary>
    public static string Bare(object value) => value is string text ? text : Of(value);

    private static string Write(object? value, int depth) => value switch
    {
        null => "null",
        string text => SyntaxPrinter.Quote(text.Length <= MaxLength ? text : text[..MaxLength]),
        bool boolean => boolean ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable when depth > 1 => "…",
        IReadOnlyDictionary<string, object?> record => "{ " + string.Join(", ", record.Take(4).Select(pair => pair.Key + ": " + Write(pair.Value, depth + 1))) + " }",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Take(4).Select(item => Write(item, depth + 1))) + "]",
        _ => value.GetType().Name,
    };
}
