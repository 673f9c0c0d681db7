using System.Text;

namespace MicroSeg.GraphQL.Language;

/// <summary>The static semantics of block strings: <c>BlockStringValue(rawValue)</c> of section 2.9.4.</summary>
internal static class BlockString
{
    /// <summary>The value of a block string token.</summary>
    public static string Of(string source, Token token)
    {
        var raw = source[(token.Start + 3)..(token.End - 3)].Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        return Dedent(raw);
    }

    /// <summary>Takes the common indentation from all lines but the first, and the blank lines from both ends.</summary>
    public static string Dedent(string raw)
    {
        var lines = Lines(raw);
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var indent = Indentation(raw, lines[i]);
            if (indent == lines[i].Length)
                continue;
            if (first < 0)
                first = i;
            last = i;
            if (i > 0)
                common = Math.Min(common, indent);
        }

        if (first < 0)
            return "";
        var value = new StringBuilder(raw.Length);
        for (var i = first; i <= last; i++)
        {
            if (i > first)
                value.Append('\n');
            var skip = i == 0 ? 0 : Math.Min(common, lines[i].Length);
            value.Append(raw, lines[i].Start + skip, lines[i].Length - skip);
        }

        return value.ToString();
    }

    /// <summary>Writes a value so that reading it gives the same value; null where a block string cannot hold it.</summary>
    public static string? TryPrint(string value)
    {
        if (!IsPrintable(value))
            return null;
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Split('\n');
        var isSingleLine = lines.Length == 1;
        var forceLeadingLine = lines.Length > 1 && lines.Skip(1).All(line => line.Length == 0 || line[0] is ' ' or '\t');
        var hasTrailingTripleQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var hasTrailingQuote = value.EndsWith('"') && !hasTrailingTripleQuotes;
        var forceTrailingLine = hasTrailingQuote || value.EndsWith('\\');
        var asMultipleLines = !isSingleLine || value.Length > 70 || forceTrailingLine || forceLeadingLine || hasTrailingTripleQuotes;

        var skipLeadingLine = isSingleLine && value is [' ' or '\t', ..];
        var opening = (asMultipleLines && !skipLeadingLine) || forceLeadingLine ? "\n" : "";
        var closing = asMultipleLines || forceTrailingLine ? "\n" : "";
        return "\"\"\"" + opening + escaped + closing + "\"\"\"";
    }

    /// <summary>Whether reading the value as a block string would change nothing in it.</summary>
    private static bool IsPrintable(string value)
    {
        if (value.Length == 0)
            return true;
        if (value.Any(c => c <= '\u000F' && c is not ('\t' or '\n')))
            return false;
        var lines = value.Split('\n');
        if (IsBlank(lines[^1]) || (lines.Length > 1 && IsBlank(lines[0])))
            return false;
        return lines.Length == 1 || !lines.All(line => IsBlank(line) || line[0] is ' ' or '\t');
    }

    private static bool IsBlank(string line) => line.AsSpan().IndexOfAnyExcept(' ', '\t') < 0;

    private static List<Range> Lines(string raw)
    {
        var lines = new List<Range>();
        var start = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] is not ('\n' or '\r'))
                continue;
            lines.Add(new Range(start, i - start));
            if (raw[i] == '\r' && i + 1 < raw.Length && raw[i + 1] == '\n')
                i++;
            start = i + 1;
        }

        lines.Add(new Range(start, raw.Length - start));
        return lines;
    }

    private static int Indentation(string raw, Range line)
    {
        var count = 0;
        while (count < line.Length && raw[line.Start + count] is ' ' or '\t')
            count++;
        return count;
    }

    private readonly record struct Range(int Start, int Length);
}
