using MicroSeg.Audience.Index.Columns;

namespace MicroSeg.Audience.Index;

/// <summary>
/// What happened to the events of one type of one page since its table was made: events in order of arrival, each customer's chained, and the
/// customers whose events in the table are gone. Changes and reads happen under the page's lock.
/// </summary>
internal sealed class PendingEvents
{
    private const int FirstCapacity = 16;
    private ulong[] _touched = new ulong[CustomerPage.Words];
    private ulong[]? _erased;
    private ushort[] _customers = new ushort[FirstCapacity];
    private int[] _previous = new int[FirstCapacity];
    private int[] _heads = new int[FirstCapacity * 2];
    private int _headCount;
    private CodeColumn? _times;
    private CodeColumn?[] _properties = [];

    /// <summary>Events appended, those of customers erased afterwards included.</summary>
    public int Count { get; private set; }

    /// <summary>Events appended that no longer count.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Events of the table that no longer count.</summary>
    public int ErasedFromBase { get; private set; }

    public int PropertyCount => _properties.Length;

    public CodeColumn? Times => _times;

    public long Bytes => (_touched.Length * 8L) + ((_erased?.Length ?? 0) * 8L) + (_customers.Length * 6L) + (_heads.Length * 4L) + (_times?.Bytes ?? 0) + _properties.Sum(p => p?.Bytes ?? 0);

    public CodeColumn? Property(int index) => index < _properties.Length ? _properties[index] : null;

    public int CustomerOf(int index) => _customers[index];

    /// <summary>A bit per row whose events are not what the table says.</summary>
    public ReadOnlySpan<ulong> Touched => _touched;

    public bool IsErased(int row) => _erased is { } erased && (erased[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Whether the table alone says all about these customers.</summary>
    public bool LeavesAlone(int firstRow, int count)
    {
        if (count == 1)
            return (_touched[firstRow >> 6] >> (firstRow & 63) & 1) == 0;
        var last = firstRow + count - 1;
        for (var word = firstRow >> 6; word <= last >> 6; word++)
        {
            if ((_touched[word] & CustomerPage.MaskOf(word, firstRow, last)) != 0)
                return false;
        }

        return true;
    }

    /// <summary>The customer's latest arrival, or -1.</summary>
    public int LastOf(int row)
    {
        var slot = _heads[SlotOf(row)];
        return slot - 1;
    }

    /// <summary>The arrival before, of the same customer, or -1.</summary>
    public int PreviousOf(int index) => _previous[index];

    public void Append(int row, long atSeconds, ReadOnlySpan<PropertyKey> properties)
    {
        if (Count == _customers.Length)
            Grow();
        var index = Count;
        _times = ColumnPacking.Set(_times, index, atSeconds, _customers.Length, isDictionaryCoded: false);
        foreach (var property in properties)
        {
            if (property.Index >= _properties.Length)
                Array.Resize(ref _properties, property.Index + 1);
            ref var column = ref _properties[property.Index];
            column = ColumnPacking.Set(column, index, property.Key, _customers.Length, property.IsDictionaryCoded);
        }

        _customers[index] = (ushort)row;
        var slot = SlotOf(row);
        if (_heads[slot] == 0 && ++_headCount * 2 > _heads.Length)
        {
            _headCount--;
            GrowHeads();
            slot = SlotOf(row);
            _headCount++;
        }

        _previous[index] = _heads[slot] - 1;
        _heads[slot] = index + 1;
        _touched[row >> 6] |= 1UL << (row & 63);
        Count++;
    }

    /// <summary>Takes all of a customer's events away.</summary>
    /// <param name="row">The customer.</param>
    /// <param name="inBase">How many of them the table has.</param>
    /// <returns>How many they were.</returns>
    public int Erase(int row, int inBase)
    {
        if (IsErased(row))
            return 0;
        var dropped = DroppedCount;
        _erased ??= new ulong[CustomerPage.Words];
        _erased[row >> 6] |= 1UL << (row & 63);
        _touched[row >> 6] |= 1UL << (row & 63);
        ErasedFromBase += inBase;
        for (var i = LastOf(row); i >= 0; i = _previous[i])
        {
            DroppedCount++;
            _times!.SetCode(i, 1);
            foreach (var property in _properties)
                property?.SetCode(i, 0);
        }

        return inBase + DroppedCount - dropped;
    }

    public PendingEvents Clone()
    {
        var copy = (PendingEvents)MemberwiseClone();
        copy._touched = [.. _touched];
        copy._erased = _erased is null ? null : [.. _erased];
        copy._customers = [.. _customers];
        copy._previous = [.. _previous];
        copy._heads = [.. _heads];
        copy._times = _times?.Resize(_times.Length);
        copy._properties = Array.ConvertAll(_properties, column => column?.Resize(column.Length));
        return copy;
    }

    private int SlotOf(int row)
    {
        var mask = _heads.Length - 1;
        var slot = (row * 40503) & mask;
        while (_heads[slot] is > 0 and var head && _customers[head - 1] != row)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void GrowHeads()
    {
        var old = _heads;
        _heads = new int[old.Length * 2];
        foreach (var head in old)
        {
            if (head > 0)
                _heads[SlotOf(_customers[head - 1])] = head;
        }
    }

    private void Grow()
    {
        var capacity = _customers.Length * 2;
        Array.Resize(ref _customers, capacity);
        Array.Resize(ref _previous, capacity);
        _times = _times?.Resize(capacity);
        for (var i = 0; i < _properties.Length; i++)
            _properties[i] = _properties[i]?.Resize(capacity);
    }
}

/// <summary>A property's value on its way into a column.</summary>
internal readonly record struct PropertyKey(int Index, long Key, bool IsDictionaryCoded);
