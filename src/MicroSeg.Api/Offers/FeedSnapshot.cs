using System.Collections.Concurrent;
using System.Collections.Immutable;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Offers;

/// <summary>A feed's offers at one moment; immutable, swapped as a whole.</summary>
/// <param name="definition">The feed.</param>
/// <param name="version">The number of the change that it stands at.</param>
/// <param name="offers">The offers.</param>
internal sealed class FeedSnapshot(FeedDefinition definition, long version, ImmutableArray<Offer> offers)
{
    private readonly ConcurrentDictionary<int, Lazy<Dictionary<PropertyValue, List<Offer>>>> _byField = new();

    /// <summary>The feed.</summary>
    public FeedDefinition Definition { get; } = definition;

    /// <summary>The number of the change that it stands at: it differs whenever the offers do.</summary>
    public long Version { get; } = version;

    /// <summary>The offers.</summary>
    public ImmutableArray<Offer> Offers { get; } = offers;

    /// <summary>The offers whose field has a value; an index of the field is built when it is first asked for. An unknown field has none.</summary>
    public IReadOnlyList<Offer> WhereEquals(string field, PropertyValue value)
    {
        var index = Definition.IndexOf(field);
        if (index < 0)
            return [];
        var byValue = _byField.GetOrAdd(index, i => new Lazy<Dictionary<PropertyValue, List<Offer>>>(() => IndexOf(i))).Value;
        return byValue.TryGetValue(value, out var found) ? found : [];
    }

    private Dictionary<PropertyValue, List<Offer>> IndexOf(int field)
    {
        var index = new Dictionary<PropertyValue, List<Offer>>();
        foreach (var offer in Offers)
        {
            if (offer[field] is not { } value)
                continue;
            if (!index.TryGetValue(value, out var list))
                index[value] = list = [];
            list.Add(offer);
        }

        return index;
    }
}
