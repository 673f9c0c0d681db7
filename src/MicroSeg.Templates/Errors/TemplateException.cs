namespace MicroSeg.Templates;

/// <summary>What the engine throws.</summary>
/// <seealso cref="TemplateSyntaxException"/>
/// <seealso cref="TemplateLimitException"/>
/// <seealso cref="TemplateRenderException"/>
public abstract class TemplateException : Exception
{
    private protected TemplateException(string code, string message, SourcePosition position)
        : base(message)
    {
        Code = code;
        Position = position;
    }

    /// <summary>A stable code, one of <see cref="TemplateErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Where in the source of the template or partial at fault; line 0 where no place can be named.</summary>
    public SourcePosition Position { get; }
}
