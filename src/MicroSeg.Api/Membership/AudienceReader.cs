using System.Collections.Concurrent;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Membership;

internal sealed class AudienceReader
{
    public ConcurrentDictionary<string, CustomerView> Customers { get; } = new(StringComparer.Ordinal);

    public bool IsLoaded { get; set; } = true;

    public CustomerView? Find(string customerId) => Customers.GetValueOrDefault(customerId);
}

internal sealed class CustomerView(string id, IReadOnlyDictionary<string, PropertyValue> attributes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, PropertyValue>> segments, DateTimeOffset asOf)
{
    public string Id { get; } = id;

    public DateTimeOffset AsOf { get; } = asOf;

    public bool TryGetAttribute(string name, out PropertyValue value) => attributes.TryGetValue(name, out value);

    public bool IsMember(string segmentKey) => segments.ContainsKey(segmentKey);

    public IReadOnlyDictionary<string, PropertyValue>? ContextOf(string segmentKey) => segments.GetValueOrDefault(segmentKey) is { Count: > 0 } context ? context : null;
}
