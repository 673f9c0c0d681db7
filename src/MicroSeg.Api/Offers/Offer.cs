using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Offers;

/// <summary>One offer of a feed, as it is held in memory; immutable.</summary>
/// <param name="key">The value of the feed's key field.</param>
/// <param name="values">The values by field index; fields defined later may be beyond its end.</param>
/// <param name="observedAt">When its price was seen.</param>
internal sealed class Offer(string key, PropertyValue?[] values, DateTimeOffset observedAt)
{
    /// <summary>The value of the feed's key field.</summary>
    public string Key { get; } = key;

    /// <summary>When its price was seen: the feed's <c>observedAt</c> field, or else the time of intake.</summary>
    public DateTimeOffset ObservedAt { get; } = observedAt;

    /// <summary>The value of a field; null when the offer has none. Strings are raw: escaping is the template's.</summary>
    public PropertyValue? this[int fieldIndex] => (uint)fieldIndex < (uint)values.Length ? values[fieldIndex] : null;
}
