using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Index;

/// <summary>What an index must say, kept as dictionaries of lists.</summary>
internal sealed class IndexModel
{
    private sealed record Event(long At, Dictionary<int, PropertyValue> Properties);

    private readonly Dictionary<int, (string Id, Dictionary<int, PropertyValue> Attributes)> _customers = [];
    private readonly Dictionary<(int Ordinal, int EventIndex), List<Event>> _events = [];
    private readonly HashSet<int> _erased = [];
    private readonly HashSet<int> _seen = [];

    public void Upsert(int ordinal, string id, (int, PropertyValue)[] attributes)
    {
        _seen.Add(ordinal);
        if (!_erased.Contains(ordinal))
            _customers[ordinal] = (id, attributes.ToDictionary(a => a.Item1, a => a.Item2));
    }

    public void Erase(int ordinal)
    {
        _seen.Add(ordinal);
        _erased.Add(ordinal);
        _customers.Remove(ordinal);
        foreach (var key in _events.Keys.Where(k => k.Ordinal == ordinal).ToArray())
            _events.Remove(key);
    }

    public void Append(int ordinal, int eventIndex, long at, (int, PropertyValue)[] properties)
    {
        _seen.Add(ordinal);
        if (_erased.Contains(ordinal))
            return;
        if (!_events.TryGetValue((ordinal, eventIndex), out var list))
            _events.Add((ordinal, eventIndex), list = []);
        var after = list.FindLastIndex(e => e.At <= at) + 1;
        list.Insert(after, new Event(at, properties.ToDictionary(p => p.Item1, p => p.Item2)));
    }

    public void AssertSame(AudienceIndex index)
    {
        Assert.Equal(_customers.Count, index.CustomerCount);
        Assert.Equal(_events.Values.Sum(e => e.Count), index.EventCount);
        foreach (var ordinal in _seen)
            AssertCustomer(index, ordinal);
        foreach (var block in _seen.Select(o => o / CustomerPage.BlockSize * CustomerPage.BlockSize).Distinct())
            AssertEvents(index, index.Pages[block >> 16], block & 0xFFFF, CustomerPage.BlockSize);
        foreach (var page in index.Pages)
        {
            AssertEvents(index, page, 0, CustomerPage.Capacity);
            AssertEvents(index, page, 3, 7);
        }
    }

    public void AssertCustomer(AudienceIndex index, int ordinal)
    {
        var known = _customers.TryGetValue(ordinal, out var customer);
        var page = index.Pages[ordinal >> 16];
        Assert.Equal(known, page.IsLive(ordinal & 0xFFFF));
        Assert.Equal(known ? customer.Id : null, index.Keys.GetId(ordinal));
        Assert.Equal(_erased.Contains(ordinal), index.Keys.IsErased(ordinal));
        if (known)
            Assert.True(index.Keys.TryGetOrdinal(customer.Id, out var found) && found == ordinal);
        for (var i = 0; i < index.Schema.Attributes.Length; i++)
        {
            var expected = known && customer.Attributes.TryGetValue(i, out var value) ? value : (PropertyValue?)null;
            Assert.Equal(expected, index.TryReadAttribute(ordinal, i, out var actual) ? actual : null);
            Assert.Equal(expected, ValueAt(page.Attribute(i), ordinal & 0xFFFF, index.Schema.Attributes[i].Type, index.AttributeDictionary(i)));
        }

        for (var i = 0; i <= index.Schema.Events.Length; i++)
            AssertEvents(index, page, ordinal & 0xFFFF, 1, i);
    }

    private void AssertEvents(AudienceIndex index, CustomerPage page, int firstRow, int count)
    {
        for (var i = 0; i < index.Schema.Events.Length; i++)
            AssertEvents(index, page, firstRow, count, i);
    }

    private void AssertEvents(AudienceIndex index, CustomerPage page, int firstRow, int count, int eventIndex)
    {
        var first = page.FirstOrdinal + firstRow;
        var expected = _events.Where(e => e.Key.EventIndex == eventIndex && e.Key.Ordinal >= first && e.Key.Ordinal < first + count && e.Value.Count > 0).OrderBy(e => e.Key.Ordinal).ToArray();
        bool any;
        EventSlice slice;
        using (page.EnterRead())
            any = page.TryGetEvents(eventIndex, firstRow, count, out slice);
        Assert.Equal(expected.Length > 0, any);
        if (!any)
            return;
        Assert.Equal(expected.Length, slice.ToRun - slice.FromRun);
        Assert.Equal(slice.Table.EventCount, slice.Table.RunStarts[^1]);
        for (var run = slice.FromRun; run < slice.ToRun; run++)
        {
            var (key, events) = expected[run - slice.FromRun];
            Assert.Equal(key.Ordinal & 0xFFFF, slice.Table.RunCustomers[run]);
            var start = slice.Table.RunStarts[run];
            Assert.Equal(events.Count, slice.Table.RunStarts[run + 1] - start);
            for (var i = 0; i < events.Count; i++)
            {
                Assert.True(slice.Table.Times.TryGetKey(start + i, out var at));
                Assert.Equal(events[i].At, at);
                var properties = index.Schema.Events[eventIndex].Properties;
                for (var p = 0; p < properties.Length; p++)
                {
                    var value = events[i].Properties.TryGetValue(p, out var v) ? v : (PropertyValue?)null;
                    Assert.Equal(value, ValueAt(slice.Table.Property(p), start + i, properties[p].Type, index.EventDictionary(eventIndex, p)));
                }
            }
        }
    }

    private static PropertyValue? ValueAt(CodeColumn? column, int row, PropertyType type, PropertyDictionary? dictionary)
    {
        if (column is null || row >= column.Length || !column.TryGetKey(row, out var key))
            return null;
        return dictionary is not null ? dictionary.GetValue((int)key) : PropertyValue.FromKey(type, key);
    }
}
