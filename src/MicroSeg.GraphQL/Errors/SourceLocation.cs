namespace MicroSeg.GraphQL;

/// <summary>A place in a document, as errors name it (section 7.1.2).</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1.</param>
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>Line and column, such as <c>3:7</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
