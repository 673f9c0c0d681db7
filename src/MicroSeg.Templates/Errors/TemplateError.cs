namespace MicroSeg.Templates;

/// <summary>One thing that keeps a source text from being a template.</summary>
/// <param name="Code">A stable code, one of <see cref="TemplateErrorCodes"/>.</param>
/// <param name="Message">What is wrong and, where it is known, what was expected.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1.</param>
public sealed record TemplateError(string Code, string Message, int Line, int Column)
{
    internal TemplateError(string code, string message, SourcePosition position)
        : this(code, message, position.Line, position.Column)
    {
    }

    /// <summary>The message after its line and column.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}:{Column} {Message}");
}
