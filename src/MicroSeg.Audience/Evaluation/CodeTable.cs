using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The verdicts on the first so many values of a dictionary.</summary>
/// <param name="Dictionary">The dictionary.</param>
/// <param name="Count">The highest code that has a verdict.</param>
/// <param name="Verdicts">By code, 1 for a value that passes; it may be longer than the count, and what lies beyond may still change.</param>
/// <param name="Ranges">The passing codes as ranges, where there are few: those are compared faster than looked up.</param>
internal sealed record CodeTable(PropertyDictionary Dictionary, int Count, byte[] Verdicts, (int Min, int Max)[]? Ranges)
{
    private const int MostRanges = 3;

    /// <summary>A table that covers all that the dictionary holds by now.</summary>
    /// <param name="known">What is known of the same dictionary, or null.</param>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="passes">Judges a value.</param>
    public static CodeTable Grow(CodeTable? known, PropertyDictionary dictionary, Func<PropertyValue, bool> passes)
    {
        var count = dictionary.Count;
        if (known is not null && known.Count >= count)
            return known;
        var verdicts = known?.Verdicts ?? [];
        if (verdicts.Length <= count)
            Array.Resize(ref verdicts, Math.Max(count + 1, verdicts.Length * 2));
        List<(int Min, int Max)>? ranges = known is null ? [] : known.Ranges?.ToList();
        for (var code = (known?.Count ?? 0) + 1; code <= count; code++)
        {
            if (!passes(dictionary.GetValue(code)))
                continue;
            verdicts[code] = 1;
            if (ranges is [.., var last] && last.Max == code - 1)
                ranges[^1] = (last.Min, code);
            else
                ranges?.Add((code, code));
            if (ranges?.Count > MostRanges)
                ranges = null;
        }

        return new CodeTable(dictionary, count, verdicts, ranges?.ToArray());
    }
}
