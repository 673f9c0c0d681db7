using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Offers;

internal sealed class OfferCatalog
{
    private readonly ConcurrentDictionary<string, FeedSnapshot> _feeds = new(StringComparer.Ordinal);

    public event Action<string>? Changed;

    public bool TryGet(string feed, [NotNullWhen(true)] out FeedSnapshot? snapshot) => _feeds.TryGetValue(feed, out snapshot);

    public void Set(FeedSnapshot snapshot)
    {
        _feeds[snapshot.Definition.Name] = snapshot;
        Changed?.Invoke(snapshot.Definition.Name);
    }
}

internal sealed class FeedSnapshot(FeedDefinition definition, long version, ImmutableArray<Offer> offers)
{
    public FeedDefinition Definition { get; } = definition;

    public long Version { get; } = version;

    public ImmutableArray<Offer> Offers { get; } = offers;

    public IReadOnlyList<Offer> WhereEquals(string field, PropertyValue value)
    {
        var index = Definition.IndexOf(field);
        return [.. Offers.Where(o => o[index] == value)];
    }
}

internal sealed class Offer(string key, PropertyValue?[] values, DateTimeOffset observedAt)
{
    public string Key { get; } = key;

    public DateTimeOffset ObservedAt { get; } = observedAt;

    public PropertyValue? this[int fieldIndex] => values[fieldIndex];
}
