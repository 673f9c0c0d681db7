using System.Text.RegularExpressions;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>
/// <c>matches</c>: a regular expression found anywhere in the string (anchor it with <c>^</c> and <c>$</c>), in .NET's dialect
/// without backtracking: linear time, so no look-around, back-references or atomic groups. Cultures play no part.
/// </summary>
internal sealed record MatchesOperator(string Pattern, bool IgnoreCase) : ValueOperator
{
    public const string Name = "matches";

    private const int MaxLength = 1_000;

    public override string Phrase() => $"matches the pattern {RuleText.Quote(Pattern)}{(IgnoreCase ? " (in any case)" : "")}";

    public override Func<PropertyValue, bool> Matcher()
    {
        var regex = Create(Pattern, IgnoreCase);
        return value => regex.IsMatch(value.Text);
    }

    public static MatchesOperator? Read(OperatorReading reading, JsonPlace place)
    {
        if (Values.One(reading.State, place, PropertyType.String) is not { } pattern)
            return null;
        if (pattern.Text.Length > MaxLength)
        {
            reading.State.Report(RuleCodes.BadRegex, place.Path, $"found {RuleText.Number(pattern.Text.Length)} characters, expected at most {RuleText.Number(MaxLength)}");
            return null;
        }

        try
        {
            _ = Create(pattern.Text, reading.IgnoreCase);
            return new MatchesOperator(pattern.Text, reading.IgnoreCase);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            reading.State.Report(RuleCodes.BadRegex, place.Path, $"found {place.Shown}, expected a regular expression without look-around and back-references: {e.Message}");
            return null;
        }
    }

    private static Regex Create(string pattern, bool ignoreCase) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None), Regex.InfiniteMatchTimeout);
}
