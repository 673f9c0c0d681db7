using MicroSeg.Api.Offers;
using MicroSeg.Api.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Model;

/// <summary>An offer's fields, read in place.</summary>
internal sealed class OfferObject(Offer offer, FeedDefinition feed) : ITemplateObject
{
    public IEnumerable<string> Names => feed.Fields.Where((_, i) => offer[i] is not null).Select(f => f.Name);

    public bool TryGet(string name, out TemplateValue value)
    {
        var index = feed.IndexOf(name);
        var found = index >= 0 ? offer[index] : null;
        value = found is { } property ? TemplateValues.From(property) : TemplateValue.Undefined;
        return found is not null;
    }
}
