using System.Numerics;
using MicroSeg.Audience.Index;

namespace MicroSeg.Api.Membership.ByCustomer;

/// <summary>
/// The segments of 1,024 neighbouring customers: a row of bits for each, a column per large segment, and a sorted list of customers with their small
/// segments. One thread writes; others may read meanwhile and find nonsense, but no end of an array.
/// </summary>
internal sealed class RowBlock
{
    public const int Size = CustomerPage.BlockSize;

    private const int CustomerShift = 22;
    private const uint NumberMask = (1u << CustomerShift) - 1;

    // Nobody has a number of which all bits are set, so what lies behind the end belongs to no one.
    private const uint Nothing = uint.MaxValue;
    private const int FirstCapacity = 4;

    private ulong[] _bits = [];
    private uint[] _entries = [];
    private int _count;

    /// <summary>The most small segments that have numbers.</summary>
    public const int MaxSmall = (int)NumberMask;

    public long Bytes => 96 + (_bits.Length * 8L) + (_entries.Length * 4L);

    public void Set(int customer, int column, bool value)
    {
        var words = _bits.Length / Size;
        if (column >> 6 >= words)
        {
            if (!value)
                return;
            words = Widen((column >> 6) + 1);
        }

        ref var word = ref _bits[(customer * words) + (column >> 6)];
        word = value ? word | (1UL << column) : word & ~(1UL << column);
    }

    public void Add(int customer, int number)
    {
        var entry = EntryOf(customer, number);
        var at = LowerBound(_entries, entry);
        if (at < _count && _entries[at] == entry)
            return;
        if (_count == _entries.Length)
        {
            var larger = new uint[_count + Math.Max(FirstCapacity, _count / 8)];
            larger.AsSpan(_count).Fill(Nothing);
            _entries.CopyTo(larger, 0);
            _entries = larger;
        }

        _entries.AsSpan(at, _count - at).CopyTo(_entries.AsSpan(at + 1));
        _entries[at] = entry;
        _count++;
    }

    public void Remove(int customer, int number)
    {
        var entry = EntryOf(customer, number);
        var at = LowerBound(_entries, entry);
        if (at == _entries.Length || _entries[at] != entry)
            return;
        _entries.AsSpan(at + 1, _count - at - 1).CopyTo(_entries.AsSpan(at));
        _entries[--_count] = Nothing;
    }

    /// <summary>Adds what a customer has to some lists, which number the segments.</summary>
    /// <param name="customer">The customer's place in the block.</param>
    /// <param name="columns">Each column's segment.</param>
    /// <param name="numbers">Each small segment's.</param>
    /// <param name="segments">Receives the segments, in no order.</param>
    public void Read(int customer, ReadOnlySpan<int> columns, ReadOnlySpan<int> numbers, List<int> segments)
    {
        var bits = Volatile.Read(ref _bits);
        var words = bits.Length / Size;
        for (var i = 0; i < words; i++)
        {
            for (var word = bits[(customer * words) + i]; word != 0; word &= word - 1)
                Add(columns, (i << 6) + BitOperations.TrailingZeroCount(word), segments);
        }

        var entries = Volatile.Read(ref _entries);
        for (var i = LowerBound(entries, EntryOf(customer, 0)); i < entries.Length && entries[i] >> CustomerShift == customer; i++)
            Add(numbers, (int)(entries[i] & NumberMask), segments);
    }

    private static void Add(ReadOnlySpan<int> segmentOf, int index, List<int> segments)
    {
        if ((uint)index < (uint)segmentOf.Length && segmentOf[index] >= 0)
            segments.Add(segmentOf[index]);
    }

    private static uint EntryOf(int customer, int number) => ((uint)customer << CustomerShift) | (uint)number;

    private static int LowerBound(uint[] entries, uint entry)
    {
        int low = 0, high = entries.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (entries[middle] < entry)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private int Widen(int words)
    {
        var before = _bits.Length / Size;
        var wider = new ulong[Size * words];
        for (var customer = 0; customer < Size && before > 0; customer++)
            _bits.AsSpan(customer * before, before).CopyTo(wider.AsSpan(customer * words));
        Volatile.Write(ref _bits, wider);
        return words;
    }
}
