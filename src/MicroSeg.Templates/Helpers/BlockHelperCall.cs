using MicroSeg.Templates.Rendering;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates;

/// <summary>One call of a block helper. What the helper renders or writes goes to the output in that order.</summary>
public readonly ref struct BlockHelperCall
{
    private readonly Renderer _renderer;
    private readonly Scope _scope;
    private readonly BlockStatement _block;

    internal BlockHelperCall(HelperCall call, Renderer renderer, in Scope scope, BlockStatement block)
    {
        Call = call;
        _renderer = renderer;
        _scope = scope;
        _block = block;
    }

    /// <summary>The arguments.</summary>
    public HelperCall Call { get; }

    /// <summary>Renders the block in the context in which it stands.</summary>
    public void RenderBlock() => RenderBlock(Call.Context);

    /// <summary>Renders the block in another context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="parameters">The values of the block's parameters, <c>as |x y|</c>.</param>
    public void RenderBlock(TemplateValue context, params ReadOnlySpan<TemplateValue> parameters)
        => _renderer.RenderSide(_block.Body, context, _scope, parameters);

    /// <summary>Renders what stands after <c>{{else}}</c>, if anything.</summary>
    public void RenderInverse() => _renderer.RenderSide(_block.Inverse, Call.Context, _scope, []);

    /// <summary>Writes a value as it is, without escaping, as a block helper's result is in Handlebars.</summary>
    /// <param name="value">The value.</param>
    public void Write(TemplateValue value) => _renderer.WriteUnescaped(value);

    /// <summary>Renders the block in the context in which it stands, to text instead of the output.</summary>
    /// <returns>The text.</returns>
    public string CaptureBlock() => _renderer.Capture(_block.Body, Call.Context, _scope);
}
