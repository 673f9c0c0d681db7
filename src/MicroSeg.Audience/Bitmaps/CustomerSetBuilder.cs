using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>Collects the members of a <see cref="CustomerSet"/> as bits; holds 8 KiB for each page that it was given members of.</summary>
public sealed class CustomerSetBuilder
{
    private readonly List<ulong[]?> _pages = [];

    /// <summary>Adds a member; nothing happens when it is there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is negative.</exception>
    public void Add(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        WordsOf(ordinal >> 16)[(ordinal & 0xFFFF) >> 6] |= 1UL << (ordinal & 63);
    }

    /// <summary>Adds members of a page, a bit per customer.</summary>
    /// <param name="pageNumber">The page.</param>
    /// <param name="words">At most 1,024 words.</param>
    public void AddPage(int pageNumber, ReadOnlySpan<ulong> words)
    {
        var bits = WordsOf(pageNumber);
        for (var i = 0; i < words.Length; i++)
            bits[i] |= words[i];
    }

    /// <summary>Takes a member away; nothing happens when it is not there.</summary>
    public void Remove(int ordinal)
    {
        if (ordinal >= 0 && ordinal >> 16 < _pages.Count && _pages[ordinal >> 16] is { } words)
            words[(ordinal & 0xFFFF) >> 6] &= ~(1UL << (ordinal & 63));
    }

    /// <summary>The set as it is now; the builder can be used on.</summary>
    public CustomerSet ToSet() => CustomerSet.FromPageBits(_pages.Count, page => _pages[page]);

    private ulong[] WordsOf(int page)
    {
        while (_pages.Count <= page)
            _pages.Add(null);
        return _pages[page] ??= new ulong[BitWords.Length];
    }
}
