using System.Collections;
using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>The bits of a page, a bit per customer: 1,024 words, or none when the page has no members.</summary>
public delegate ReadOnlySpan<ulong> PageBits(int pageNumber);

/// <summary>
/// An immutable set of customers' ordinals. Operations share what they can: adding one member copies the members of one page, not the set.
/// </summary>
/// <remarks>
/// Members lie in containers, one a page, as in Roaring bitmaps (array, bitmap or runs). A small set that is spread over many pages is one sorted array instead, so
/// that a microsegment of a hundred members takes half a kibibyte.
/// </remarks>
public sealed partial class CustomerSet : IReadOnlyCollection<int>
{
    /// <summary>The most members that are kept as one sorted array.</summary>
    private const int SparseLimit = 1024;

    private readonly int[]? _sparse;
    private readonly ushort[] _pages;
    private readonly Container[] _containers;

    private CustomerSet(int[]? sparse, ushort[] pages, Container[] containers, int count)
    {
        _sparse = sparse;
        _pages = pages;
        _containers = containers;
        Count = count;
    }

    /// <summary>The set without members.</summary>
    public static CustomerSet Empty { get; } = new([], [], [], 0);

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>Bytes held, the overhead of objects included.</summary>
    public long Bytes => 56 + (_sparse is not null ? 24 + (_sparse.Length * 4L) : 48 + (_pages.Length * 2L) + _containers.Sum(c => (long)Container.Overhead + c.Bytes));

    /// <summary>Makes a set of the bits of the pages 0 to <paramref name="pageCount"/> - 1.</summary>
    public static CustomerSet FromPageBits(int pageCount, PageBits bits)
    {
        var collected = new ContainerList(pageCount);
        for (var page = 0; page < pageCount; page++)
        {
            var words = bits(page);
            if (!words.IsEmpty)
                collected.Add((ushort)page, Container.FromWords(words));
        }

        return collected.ToSet();
    }

    /// <summary>Makes a set of ordinals, which may come in any order and more than once.</summary>
    public static CustomerSet Of(IEnumerable<int> ordinals)
    {
        var builder = new CustomerSetBuilder();
        foreach (var ordinal in ordinals)
            builder.Add(ordinal);
        return builder.ToSet();
    }

    /// <summary>Whether the ordinal is a member.</summary>
    public bool Contains(int ordinal)
    {
        if (ordinal < 0)
            return false;
        if (_sparse is { } sparse)
            return Array.BinarySearch(sparse, ordinal) >= 0;
        var at = Array.BinarySearch(_pages, (ushort)(ordinal >> 16));
        return at >= 0 && _containers[at].Contains((ushort)ordinal);
    }

    /// <summary>The number of members below <paramref name="ordinal"/>.</summary>
    public int Rank(int ordinal)
    {
        if (ordinal <= 0)
            return 0;
        if (_sparse is { } sparse)
            return Array.BinarySearch(sparse, ordinal) is var at && at < 0 ? ~at : at;
        var rank = 0;
        var page = ordinal >> 16;
        for (var i = 0; i < _pages.Length && _pages[i] <= page; i++)
            rank += _pages[i] < page ? _containers[i].Cardinality : _containers[i].Rank((ushort)ordinal);
        return rank;
    }

    /// <summary>The member that has <paramref name="index"/> members below it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public int Select(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (_sparse is { } sparse)
            return sparse[index];
        var i = 0;
        for (; index >= _containers[i].Cardinality; i++)
            index -= _containers[i].Cardinality;
        return (_pages[i] << 16) | _containers[i].Select(index);
    }

    /// <summary>The members from <paramref name="ordinal"/> on, ascending.</summary>
    public IEnumerable<int> From(int ordinal)
    {
        if (_sparse is { } sparse)
        {
            for (var i = Rank(ordinal); i < sparse.Length; i++)
                yield return sparse[i];
            yield break;
        }

        ordinal = Math.Max(ordinal, 0);
        for (var i = 0; i < _pages.Length; i++)
        {
            var page = _pages[i];
            if (page < ordinal >> 16)
                continue;
            foreach (var value in _containers[i].From(page == ordinal >> 16 ? (ushort)ordinal : (ushort)0))
                yield return (page << 16) | value;
        }
    }

    /// <summary>Writes a page's bits, a bit per customer, over <paramref name="words"/> (1,024 words).</summary>
    public void CopyPageBits(int pageNumber, Span<ulong> words)
    {
        words.Clear();
        if (_sparse is { } sparse)
        {
            for (var i = Rank(pageNumber << 16); i < sparse.Length && sparse[i] >> 16 == pageNumber; i++)
                words[(sparse[i] & 0xFFFF) >> 6] |= 1UL << (sparse[i] & 63);
        }
        else if (Array.BinarySearch(_pages, (ushort)pageNumber) is >= 0 and var at)
        {
            _containers[at].AddTo(words);
        }
    }

    /// <summary>Writes the bits of some customers of a page over <paramref name="words"/>, from bit 0 on; the bits behind them become 0.</summary>
    /// <param name="pageNumber">The page.</param>
    /// <param name="firstRow">The first customer's row within the page.</param>
    /// <param name="count">How many rows, 1 or more, up to the page's end at most.</param>
    /// <param name="words">Room for a bit per row.</param>
    public void CopyRowBits(int pageNumber, int firstRow, int count, Span<ulong> words)
    {
        words.Clear();
        var first = (pageNumber << 16) | firstRow;
        if (count == 1)
        {
            words[0] = Contains(first) ? 1UL : 0;
        }
        else if (_sparse is { } sparse)
        {
            for (var i = Rank(first); i < sparse.Length && sparse[i] - first < count; i++)
                words[(sparse[i] - first) >> 6] |= 1UL << (sparse[i] - first);
        }
        else if (Array.BinarySearch(_pages, (ushort)pageNumber) is >= 0 and var at)
        {
            _containers[at].AddRows(firstRow, count, words);
        }
    }

    /// <summary>Whether both sets have the same members.</summary>
    public bool SetEquals(CustomerSet other) => Count == other.Count && AndCount(other) == Count;

    /// <summary>The members, ascending.</summary>
    public IEnumerator<int> GetEnumerator() => From(0).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The members by page, whatever way they are kept.</summary>
    internal (ushort[] Pages, Container[] Containers) ByPage()
    {
        if (_sparse is null)
            return (_pages, _containers);
        var collected = new ContainerList(_sparse.Length);
        for (var i = 0; i < _sparse.Length;)
        {
            var page = _sparse[i] >> 16;
            var from = i;
            while (i < _sparse.Length && _sparse[i] >> 16 == page)
                i++;
            collected.Add((ushort)page, new ArrayContainer(Array.ConvertAll(_sparse[from..i], m => (ushort)m)));
        }

        return collected.ToArrays();
    }
}
