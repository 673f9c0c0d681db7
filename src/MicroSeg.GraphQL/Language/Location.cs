namespace MicroSeg.GraphQL.Language;

/// <summary>Where a node stands in its source.</summary>
/// <param name="Start">The offset of the first character.</param>
/// <param name="End">The offset behind the last character.</param>
/// <param name="Line">The line of the first character, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal readonly record struct Location(int Start, int End, int Line, int Column)
{
    public SourceLocation Position => new(Line, Column);

    /// <summary>The place of an offset, found by counting the line terminators before it (section 2.1.2).</summary>
    public static SourceLocation PositionOf(string source, int offset)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset; i++)
        {
            var isLineEnd = source[i] == '\n' || (source[i] == '\r' && !(i + 1 < source.Length && source[i + 1] == '\n'));
            if (!isLineEnd)
                continue;
            line++;
            lineStart = i + 1;
        }

        return new SourceLocation(line, offset - lineStart + 1);
    }
}
