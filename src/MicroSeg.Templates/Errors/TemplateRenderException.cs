namespace MicroSeg.Templates;

/// <summary>A template could not be rendered: a helper or partial is missing, or a helper was called with arguments that it does not take.</summary>
public sealed class TemplateRenderException : TemplateException
{
    internal TemplateRenderException(string code, string message, SourcePosition position)
        : base(code, message, position)
    {
    }
}
