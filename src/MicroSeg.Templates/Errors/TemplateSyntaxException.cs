namespace MicroSeg.Templates;

/// <summary>A source text is not a template.</summary>
public sealed class TemplateSyntaxException : TemplateException
{
    internal TemplateSyntaxException(IReadOnlyList<TemplateError> errors)
        : base(errors[0].Code, string.Join('\n', errors), new SourcePosition(errors[0].Line, errors[0].Column)) => Errors = errors;

    /// <summary>The errors in the order in which they were found; at least one, at most 20.</summary>
    public IReadOnlyList<TemplateError> Errors { get; }
}
