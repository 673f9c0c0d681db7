namespace MicroSeg.Templates;

/// <summary>What an inline helper does: <c>{{price amount currency}}</c> or <c>(price amount)</c>.</summary>
/// <param name="call">The arguments and where they came from; valid until the helper returns.</param>
/// <returns>The value; text is escaped when it is written unless it is <see cref="TemplateValue.Safe"/>.</returns>
public delegate TemplateValue TemplateHelperFunction(HelperCall call);

/// <summary>What a block helper does: <c>{{#repeat 3}}…{{else}}…{{/repeat}}</c>.</summary>
/// <param name="call">The arguments and the block's two sides; valid until the helper returns.</param>
public delegate void TemplateBlockHelperFunction(BlockHelperCall call);

/// <summary>A helper and how it may be called. What does not fit is a finding of the analysis, and stops a render.</summary>
public sealed record TemplateHelper
{
    /// <summary>Describes an inline helper.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">What it does. It is called from several threads at once.</param>
    public TemplateHelper(string name, TemplateHelperFunction function)
    {
        Name = name;
        Function = function;
    }

    /// <summary>Describes a block helper.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">What it does. It is called from several threads at once.</param>
    public TemplateHelper(string name, TemplateBlockHelperFunction function)
    {
        Name = name;
        BlockFunction = function;
    }

    /// <summary>The name by which templates call it.</summary>
    public string Name { get; }

    /// <summary>The fewest positional arguments it takes. Default 0.</summary>
    public int MinArguments { get; init; }

    /// <summary>The most positional arguments it takes. Default: any number.</summary>
    public int MaxArguments { get; init; } = int.MaxValue;

    /// <summary>The named arguments it takes. Default: none; null: any.</summary>
    public IReadOnlyList<string>? HashNames { get; init; } = [];

    /// <summary>Whether the helper is called as a block.</summary>
    public bool IsBlock => BlockFunction is not null;

    internal TemplateHelperFunction? Function { get; }

    internal TemplateBlockHelperFunction? BlockFunction { get; }
}
