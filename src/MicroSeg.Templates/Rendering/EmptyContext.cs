namespace MicroSeg.Templates.Rendering;

/// <summary>What helpers get for a context that is null or undefined.</summary>
internal sealed class EmptyContext : ITemplateObject
{
    public static readonly EmptyContext Instance = new();

    public IEnumerable<string> Names => [];

    public static TemplateValue For(in TemplateValue context) => context.IsNullish ? TemplateValue.From(Instance) : context;

    public bool TryGet(string name, out TemplateValue value)
    {
        value = TemplateValue.Undefined;
        return false;
    }
}
