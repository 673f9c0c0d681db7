using System.Diagnostics.CodeAnalysis;

namespace MicroSeg.Templates;

/// <summary>One call of an inline helper.</summary>
public readonly ref struct HelperCall
{
    private readonly RenderOptions _options;
    private readonly SourcePosition _position;

    internal HelperCall(
        string name,
        ReadOnlySpan<TemplateValue> arguments,
        HelperHash hash,
        TemplateValue context,
        RenderOptions options,
        SourcePosition position)
    {
        Name = name;
        Arguments = arguments;
        Hash = hash;
        Context = context;
        _options = options;
        _position = position;
    }

    /// <summary>The name it was called by.</summary>
    public string Name { get; }

    /// <summary>The positional arguments.</summary>
    public ReadOnlySpan<TemplateValue> Arguments { get; }

    /// <summary>The named arguments.</summary>
    public HelperHash Hash { get; }

    /// <summary>The context of the block in which the call stands.</summary>
    public TemplateValue Context { get; }

    /// <summary>What the host passed as <see cref="RenderOptions.State"/>, such as the locale.</summary>
    public object? State => _options.State;

    /// <summary>A positional argument; <see cref="TemplateValue.Undefined"/> where it is not given.</summary>
    public TemplateValue this[int index] => index < Arguments.Length ? Arguments[index] : TemplateValue.Undefined;

    /// <summary>Stops the render because an argument has a value that the helper cannot take.</summary>
    /// <param name="message">What is wrong, in words for the template's author.</param>
    /// <exception cref="TemplateRenderException">Always.</exception>
    [DoesNotReturn]
    public void Refuse(string message) => throw new TemplateRenderException(TemplateErrorCodes.HelperArguments, $"{Name}: {message}", _position);
}
