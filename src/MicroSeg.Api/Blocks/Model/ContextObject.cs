using MicroSeg.Audience.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Model;

/// <summary>The context of the variant's segment: its winning group.</summary>
internal sealed class ContextObject(IReadOnlyDictionary<string, PropertyValue> context) : ITemplateObject
{
    public IEnumerable<string> Names => context.Keys.Order(StringComparer.Ordinal);

    public bool TryGet(string name, out TemplateValue value)
    {
        var found = context.TryGetValue(name, out var property);
        value = found ? TemplateValues.From(property) : TemplateValue.Undefined;
        return found;
    }
}
