using System.Text.RegularExpressions;

namespace MicroSeg.Api.Schema;

/// <summary>The names that attributes, event types, properties, feeds and fields may have.</summary>
internal static partial class SchemaNames
{
    /// <summary>The longest name.</summary>
    public const int MaxLength = 64;

    /// <summary>What a name is, for messages.</summary>
    public const string Rule = "a letter, then letters, digits or underscores, at most 64 characters";

    public static bool IsValid(string name) => name.Length <= MaxLength && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();
}
