namespace MicroSeg.Templates;

/// <summary>A template, or what it was doing, went past one of its <see cref="TemplateLimits"/>.</summary>
public sealed class TemplateLimitException : TemplateException
{
    internal TemplateLimitException(string code, string message, SourcePosition position = default)
        : base(code, message, position)
    {
    }
}
