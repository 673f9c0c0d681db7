using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>The four comparisons by name.</summary>
internal static class Comparison
{
    public static IReadOnlyList<string> Names { get; } = ["gt", "gte", "lt", "lte"];

    public static string Words(string name) => name switch { "gt" => "more than", "gte" => "at least", "lt" => "less than", _ => "at most" };

    /// <summary>The keys that stand in this relation to <paramref name="bound"/>.</summary>
    public static KeySet Keys(string name, long bound) => name switch
    {
        "gt" => KeySet.Above(bound),
        "gte" => KeySet.AtLeast(bound),
        "lt" => KeySet.Below(bound),
        _ => KeySet.AtMost(bound),
    };

    /// <summary>The comparison that says the same with the sides swapped: an age of at least a year is a date of at most a year ago.</summary>
    public static string Mirror(string name) => name switch { "gt" => "lt", "gte" => "lte", "lt" => "gt", _ => "gte" };
}
