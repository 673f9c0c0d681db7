using System.Globalization;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules;

/// <summary>How descriptions put things into words.</summary>
internal static class RuleText
{
    /// <summary>What an empty list of conditions says that always holds.</summary>
    public const string Anything = "anything will do";

    private const int MaxShown = 5;

    /// <summary>A value as a sentence shows it: text in quotes, the rest plain.</summary>
    public static string Show(PropertyValue value) => value.Type == PropertyType.String ? Quote(value.Text) : value.ToString();

    /// <summary>Text in quotes.</summary>
    public static string Quote(string text) => $"\"{text}\"";

    /// <summary>"1, 2 or 3"; long lists are cut.</summary>
    public static string OneOf(IReadOnlyList<string> items) => Join(items, "or");

    /// <summary>"1, 2 and 3"; long lists are cut.</summary>
    public static string All(IReadOnlyList<string> items) => Join(items, "and");

    /// <summary>Clauses joined so that a group within a group stays one: in parentheses where there are several.</summary>
    public static string Clauses(IReadOnlyList<SegmentRule> rules, string word) => rules.Count == 1 ? rules[0].Phrase() : $"({Joined(rules, word)})";

    /// <summary>Clauses joined with nothing around them.</summary>
    public static string Joined(IReadOnlyList<SegmentRule> rules, string word) =>
        rules.Count == 1 ? rules[0].Clause() : string.Join($" {word} ", rules.Select(r => r.Phrase()));

    /// <summary>A whole number in the invariant culture.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Join(IReadOnlyList<string> items, string word)
    {
        var shown = items.Count > MaxShown ? [.. items.Take(MaxShown - 1), $"{Number(items.Count - MaxShown + 1)} others"] : items;
        return shown.Count switch
        {
            0 => "nothing",
            1 => shown[0],
            _ => $"{string.Join(", ", shown.Take(shown.Count - 1))} {word} {shown[^1]}",
        };
    }
}
