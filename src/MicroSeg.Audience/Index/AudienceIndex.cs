using System.Runtime.CompilerServices;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>
/// All customers with their attributes and events, in memory, in columns. Derived from the store: it can be thrown away and made again.
/// </summary>
/// <remarks>
/// One writer at a time calls the members that change it; any number of readers go on meanwhile. Ordinals are given by the store, densely, and are
/// never given again.
/// </remarks>
public sealed class AudienceIndex
{
    private IndexDictionaries _dictionaries;
    private CustomerPage[] _pages = [];

    /// <summary>An index without customers.</summary>
    public AudienceIndex(AudienceSchema schema)
        : this(IndexDictionaries.For(schema), new CustomerKeys(), [])
    {
    }

    internal AudienceIndex(IndexDictionaries dictionaries, CustomerKeys keys, CustomerPage[] pages)
    {
        _dictionaries = dictionaries;
        Keys = keys;
        _pages = pages;
    }

    /// <summary>What is known of customers and events now.</summary>
    public AudienceSchema Schema => Volatile.Read(ref _dictionaries).Schema;

    /// <summary>The pages, by number.</summary>
    public IReadOnlyList<CustomerPage> Pages => Volatile.Read(ref _pages);

    /// <summary>The customers' ids.</summary>
    public CustomerKeys Keys { get; }

    /// <summary>Customers that exist.</summary>
    public int CustomerCount => Pages.Sum(p => p.LiveCount);

    /// <summary>Events of all customers.</summary>
    public long EventCount => Pages.Sum(p => p.EventCount);

    internal IndexDictionaries Dictionaries => Volatile.Read(ref _dictionaries);

    /// <summary>The dictionary of an attribute; null when its type needs none.</summary>
    public PropertyDictionary? AttributeDictionary(int attribute) => Dictionaries.Attribute(attribute);

    /// <summary>The dictionary of a property of an event type; null when its type needs none.</summary>
    public PropertyDictionary? EventDictionary(int eventIndex, int property) => Dictionaries.Event(eventIndex, property);

    /// <summary>Takes a schema with more attributes, event types or properties; what is there keeps its index.</summary>
    /// <exception cref="ArgumentException">Something known is missing, moved or of another type.</exception>
    public void Apply(AudienceSchema schema) => Volatile.Write(ref _dictionaries, _dictionaries.With(schema));

    /// <summary>Gives a customer exactly these attributes; what is not listed becomes missing. An erased customer stays erased.</summary>
    /// <param name="ordinal">The customer.</param>
    /// <param name="id">The customer's id, at most <see cref="CustomerKeys.MaxIdLength"/> bytes of UTF-8.</param>
    /// <param name="allAttributes">Attributes by index, each at most once, of the types that the schema gives.</param>
    /// <exception cref="ArgumentException">The id is too long or taken, or a value has another type than its attribute.</exception>
    [SkipLocalsInit]
    public void UpsertCustomer(int ordinal, string id, ReadOnlySpan<(int Attribute, PropertyValue Value)> allAttributes)
    {
        if (Keys.IsErased(ordinal))
            return;
        Span<PropertyKey> keys = allAttributes.Length <= 32 ? stackalloc PropertyKey[32] : new PropertyKey[allAttributes.Length];
        keys = keys[..allAttributes.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = _dictionaries.EncodeAttribute(allAttributes[i].Attribute, allAttributes[i].Value);
        Keys.Add(ordinal, id);
        PageOf(ordinal).Upsert(ordinal & 0xFFFF, keys);
    }

    /// <summary>Removes a customer's id, attributes and events; no read shows them afterwards, and the ordinal never has a customer again.</summary>
    public void EraseCustomer(int ordinal)
    {
        PageOf(ordinal).Erase(ordinal & 0xFFFF);
        Keys.Erase(ordinal);
    }

    /// <summary>Adds an event. Those of an erased customer, and those that came with the snapshot, are not taken again.</summary>
    /// <param name="ordinal">The customer, who may become known later.</param>
    /// <param name="eventIndex">The event type.</param>
    /// <param name="number">
    /// The event's place in the store's sequence. It rises within a page from call to call: the order of arrival decides between events of one second, and
    /// a page knows by its highest number what its snapshot holds.
    /// </param>
    /// <param name="atSeconds">When it happened: seconds since 1970 (UTC). Events may come late and in any order of time.</param>
    /// <param name="properties">Properties by index, each at most once, of the types that the schema gives.</param>
    /// <exception cref="ArgumentException">A value has another type than its property.</exception>
    [SkipLocalsInit]
    public void AppendEvent(int ordinal, int eventIndex, long number, long atSeconds, ReadOnlySpan<(int Property, PropertyValue Value)> properties)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atSeconds, CodeColumn.MinKey);
        var page = PageOf(ordinal);
        // Who exists is not erased; the bit is nearer than the id.
        if (number <= page.SnapshotNumber || (!page.IsLive(ordinal & 0xFFFF) && Keys.IsErased(ordinal)))
            return;
        Span<PropertyKey> keys = properties.Length <= 32 ? stackalloc PropertyKey[32] : new PropertyKey[properties.Length];
        keys = keys[..properties.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = _dictionaries.EncodeEvent(eventIndex, properties[i].Property, properties[i].Value);
        page.Append(ordinal & 0xFFFF, eventIndex, number, atSeconds, keys);
    }

    /// <summary>Merges all that is pending into the pages' tables. Readers go on meanwhile.</summary>
    public void MergePending()
    {
        foreach (var page in _pages)
            page.MergePending();
    }

    /// <summary>Reads one attribute of one customer without a lock.</summary>
    /// <returns>False when the customer does not exist or the attribute is missing.</returns>
    public bool TryReadAttribute(int ordinal, int attribute, out PropertyValue value)
    {
        value = default;
        var pages = Volatile.Read(ref _pages);
        if ((uint)ordinal >> 16 >= (uint)pages.Length)
            return false;
        var page = pages[ordinal >> 16];
        var row = ordinal & 0xFFFF;
        if (!page.IsLive(row) || page.Attribute(attribute) is not { } column || row >= column.Length || !column.TryGetKey(row, out var key))
            return false;
        // The writer puts a value into the dictionary before its code into the column; so it must be read after the code.
        Volatile.ReadBarrier();
        value = Dictionaries.DecodeAttribute(attribute, key);
        return true;
    }

    /// <summary>Adds up what the index holds in memory.</summary>
    public IndexStatistics Measure()
    {
        var (attributes, events) = (0L, 0L);
        foreach (var page in Pages)
        {
            attributes += page.Bytes.Attributes;
            events += page.Bytes.Events;
        }

        return new IndexStatistics(CustomerCount, EventCount, Keys.Bytes, Dictionaries.Bytes, attributes, events);
    }

    private CustomerPage PageOf(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        var pages = _pages;
        var number = ordinal >> 16;
        if (number >= pages.Length)
        {
            var known = pages.Length;
            Array.Resize(ref pages, number + 1);
            for (var i = known; i < pages.Length; i++)
                pages[i] = new CustomerPage(i);
            Volatile.Write(ref _pages, pages);
        }

        return pages[number];
    }
}
