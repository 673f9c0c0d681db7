using System.Numerics;
using MicroSeg.Audience.Bitmaps.Containers;
using MicroSeg.Audience.Index.Columns;
using MicroSeg.Audience.Index.Snapshots;

namespace MicroSeg.Audience.Index;

/// <summary>The customers of 65,536 neighbouring ordinals with their attributes and events.</summary>
/// <remarks>
/// One writer at a time changes it, through <see cref="AudienceIndex"/>. A reader that wants several values to belong together reads under
/// <see cref="EnterRead"/>; single attributes can be read without.
/// </remarks>
public sealed class CustomerPage
{
    /// <summary>The customers that a page has room for.</summary>
    public const int Capacity = 65_536;

    /// <summary>The 64-bit words of a bit per customer.</summary>
    public const int Words = Capacity / 64;

    /// <summary>The most customers that are read under one scope; attribute columns are a multiple of it long.</summary>
    public const int BlockSize = 1_024;

    private readonly PageLock _lock = new();
    private readonly ulong[] _live = new ulong[Words];
    private CodeColumn?[] _attributes = [];
    private EventLane?[] _events = [];
    private int _count;
    private int _liveCount;
    private long _eventCount;
    private long _appliedNumber;

    internal CustomerPage(int number) => Number = number;

    internal CustomerPage(PageImage image)
    {
        Number = image.Number;
        _count = image.Count;
        _live = image.Live;
        _liveCount = BitWords.PopCount(_live);
        _attributes = image.Attributes;
        _events = Array.ConvertAll(image.Events, table => table is null ? null : new EventLane(table));
        _eventCount = _events.Sum(e => e?.EventCount ?? 0);
        _appliedNumber = SnapshotNumber = image.AppliedNumber;
    }

    /// <summary>The page's number: a customer's ordinal divided by 65,536.</summary>
    public int Number { get; }

    /// <summary>The ordinal of row 0.</summary>
    public int FirstOrdinal => Number << 16;

    /// <summary>Rows in use: one more than the highest that ever had a customer or an event.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Customers that exist.</summary>
    public int LiveCount => Volatile.Read(ref _liveCount);

    /// <summary>A bit per row: the customer exists and is not erased.</summary>
    public ReadOnlySpan<ulong> Live => _live;

    /// <summary>The highest number of an event that the page took; 0 when there was none. See <see cref="AudienceIndex.AppendEvent"/>.</summary>
    public long AppliedNumber => Volatile.Read(ref _appliedNumber);

    /// <summary>Events of all types.</summary>
    public long EventCount => Volatile.Read(ref _eventCount);

    /// <summary>Bytes held by attributes and by events.</summary>
    public (long Attributes, long Events) Bytes => (_live.Length * 8L + _attributes.Sum(a => a?.Bytes ?? 0), _events.Sum(e => e?.Bytes ?? 0));

    /// <summary>Events up to this number came with the snapshot and are not taken again.</summary>
    internal long SnapshotNumber { get; }

    /// <summary>Keeps the page as it is until the scope is disposed of.</summary>
    public ReadScope EnterRead() => new(_lock);

    /// <summary>
    /// An attribute's values; null when it is missing for everyone. The column is as long as <see cref="Count"/> rounded up to blocks at least, with
    /// missing values behind.
    /// </summary>
    public CodeColumn? Attribute(int attributeIndex)
    {
        var attributes = Volatile.Read(ref _attributes);
        return attributeIndex < attributes.Length ? Volatile.Read(ref attributes[attributeIndex]) : null;
    }

    /// <summary>
    /// The events of one type of some customers: a slice of the page's table when nothing is pending for them, else of a small table made for the
    /// occasion. Call it under <see cref="EnterRead"/>; the slice itself stays valid afterwards.
    /// </summary>
    /// <returns>False when there are none.</returns>
    public bool TryGetEvents(int eventIndex, int firstRow, int count, out EventSlice slice)
    {
        slice = default;
        return eventIndex < _events.Length && _events[eventIndex] is { } lane && lane.TryGetEvents(firstRow, count, out slice);
    }

    /// <summary>Whether the row's customer exists.</summary>
    public bool IsLive(int row) => (Volatile.Read(ref _live[row >> 6]) >> (row & 63) & 1) != 0;

    /// <summary>The bits of a word that stand for the rows <paramref name="first"/> to <paramref name="last"/>.</summary>
    internal static ulong MaskOf(int word, int first, int last)
    {
        var mask = ulong.MaxValue;
        if (word == first >> 6)
            mask <<= first & 63;
        if (word == last >> 6)
            mask &= ulong.MaxValue >> (63 - (last & 63));
        return mask;
    }

    /// <summary>Gives a customer exactly these attributes.</summary>
    internal void Upsert(int row, ReadOnlySpan<PropertyKey> attributes)
    {
        _lock.EnterWrite();
        try
        {
            EnsureRow(row);
            for (var i = 0; i < _attributes.Length; i++)
            {
                if (_attributes[i] is { } column && !Names(attributes, i))
                    column.SetCode(row, 0);
            }

            foreach (var attribute in attributes)
            {
                if (attribute.Index >= _attributes.Length)
                    Volatile.Write(ref _attributes, [.. _attributes, .. new CodeColumn?[attribute.Index + 1 - _attributes.Length]]);
                ref var column = ref _attributes[attribute.Index];
                var changed = ColumnPacking.Set(column, row, attribute.Key, RowCapacity(), attribute.IsDictionaryCoded);
                Volatile.Write(ref column, changed);
            }

            SetLive(row, true);
        }
        finally
        {
            _lock.ExitWrite();
        }
    }

    internal void Append(int row, int eventIndex, long number, long atSeconds, ReadOnlySpan<PropertyKey> properties)
    {
        _lock.EnterWrite();
        try
        {
            EnsureRow(row);
            LaneOf(eventIndex).Append(row, atSeconds, properties);
            Volatile.Write(ref _eventCount, _eventCount + 1);
            Volatile.Write(ref _appliedNumber, Math.Max(_appliedNumber, number));
        }
        finally
        {
            _lock.ExitWrite();
        }

        var lane = _events[eventIndex]!;
        if (lane.IsMergeDue)
            Merge(lane);
    }

    internal void Erase(int row)
    {
        _lock.EnterWrite();
        try
        {
            EnsureRow(row);
            SetLive(row, false);
            foreach (var column in _attributes)
                column?.SetCode(row, 0);
            foreach (var lane in _events)
                Volatile.Write(ref _eventCount, _eventCount - (lane?.Erase(row) ?? 0));
        }
        finally
        {
            _lock.ExitWrite();
        }
    }

    internal void MergePending()
    {
        foreach (var lane in _events)
        {
            if (lane?.Pending is not null)
                Merge(lane);
        }
    }

    /// <summary>A copy of everything as it is at this moment, made in a millisecond or two; the merging is left for later.</summary>
    internal PageImage Capture()
    {
        _lock.EnterRead();
        try
        {
            return new PageImage(
                Number,
                _count,
                _appliedNumber,
                [.. _live],
                Array.ConvertAll(_attributes, column => column?.Resize(column.Length)),
                Array.ConvertAll(_events, lane => lane?.Freeze()));
        }
        finally
        {
            _lock.ExitRead();
        }
    }

    private static bool Names(ReadOnlySpan<PropertyKey> attributes, int index)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Index == index)
                return true;
        }

        return false;
    }

    private void Merge(EventLane lane)
    {
        // Only the writer changes a lane, so the long part needs no lock and keeps no reader waiting.
        var merged = lane.MergeAll();
        _lock.EnterWrite();
        lane.Replace(merged);
        _lock.ExitWrite();
    }

    private EventLane LaneOf(int eventIndex)
    {
        if (eventIndex >= _events.Length)
            Array.Resize(ref _events, eventIndex + 1);
        return _events[eventIndex] ??= new EventLane();
    }

    private void EnsureRow(int row)
    {
        if (row < _count)
            return;
        var before = RowCapacity();
        Volatile.Write(ref _count, row + 1);
        var after = RowCapacity();
        if (before == after)
            return;
        for (var i = 0; i < _attributes.Length; i++)
            Volatile.Write(ref _attributes[i], _attributes[i]?.Resize(after));
    }

    private int RowCapacity() => Math.Max(BlockSize, (int)BitOperations.RoundUpToPowerOf2((uint)_count));

    private void SetLive(int row, bool live)
    {
        ref var word = ref _live[row >> 6];
        var bit = 1UL << (row & 63);
        var was = (word & bit) != 0;
        if (was == live)
            return;
        Volatile.Write(ref word, word ^ bit);
        Volatile.Write(ref _liveCount, _liveCount + (live ? 1 : -1));
    }
}
