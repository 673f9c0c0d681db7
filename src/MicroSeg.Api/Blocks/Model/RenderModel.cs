using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Model;

/// <summary>The root of what a template sees; <see cref="TemplateShapes"/> describes it.</summary>
internal sealed class RenderModel(CompiledBlock block, CompiledVariant variant, RenderSubject subject, IReadOnlyList<OfferSelection> data) : ITemplateObject
{
    private readonly TemplateValue[] _offers = [.. data.Select(ListOf)];

    public IEnumerable<string> Names => data.Select(d => d.Binding.Name).Concat(RootNames.Reserved);

    public bool TryGet(string name, out TemplateValue value)
    {
        value = Find(name);
        return value.Kind != TemplateValueKind.Undefined;
    }

    private static TemplateValue ListOf(OfferSelection selection)
    {
        var offers = new ITemplateObject[selection.Offers.Count];
        for (var i = 0; i < offers.Length; i++)
            offers[i] = new OfferObject(selection.Offers[i], selection.Binding.Feed);
        return TemplateValue.From(offers);
    }

    private TemplateValue Find(string name)
    {
        for (var i = 0; i < _offers.Length; i++)
        {
            if (data[i].Binding.Name == name)
                return _offers[i];
        }

        return name switch
        {
            RootNames.Customer => TemplateValue.From((ITemplateObject)new CustomerObject(subject.Customer, variant.Fields)),
            RootNames.Segment => TemplateValue.From((ITemplateObject)new ContextObject(subject.Context)),
            RootNames.Block => TemplateValue.From((ITemplateObject)new TemplateObject
            {
                { "key", TemplateValue.From(block.Key) },
                { "name", TemplateValue.From(block.Name) },
                { "version", TemplateValue.From((double)block.Version) },
                { "variant", TemplateValue.From(variant.Key) },
            }),
            RootNames.Send => TemplateValue.From((ITemplateObject)new TemplateObject { { "id", TemplateValue.From(subject.Send) } }),
            _ => TemplateValue.Undefined,
        };
    }
}
