using System.Collections;
using System.Numerics;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>The words of a page's bits: a bit per customer, 1,024 words; empty when the page has no members.</summary>
public delegate ReadOnlySpan<ulong> PageBits(int pageNumber);

/// <summary>An immutable set of customers' ordinals.</summary>
public sealed partial class CustomerSet : IReadOnlyCollection<int>
{
    private readonly int[] _members;

    private CustomerSet(int[] members) => _members = members;

    /// <summary>The set without members.</summary>
    public static CustomerSet Empty { get; } = new([]);

    /// <summary>The number of members.</summary>
    public int Count => _members.Length;

    /// <summary>Makes a set of bits: page by page, a bit per customer.</summary>
    public static CustomerSet FromPageBits(int pageCount, PageBits bits)
    {
        var members = new List<int>();
        for (var page = 0; page < pageCount; page++)
        {
            var words = bits(page);
            for (var i = 0; i < words.Length; i++)
            {
                for (var word = words[i]; word != 0; word &= word - 1)
                    members.Add((page << 16) + (i << 6) + BitOperations.TrailingZeroCount(word));
            }
        }

        return new CustomerSet([.. members]);
    }

    /// <summary>Makes a set of ordinals in any order.</summary>
    public static CustomerSet Of(IEnumerable<int> ordinals) => new([.. ordinals.Distinct().Order()]);

    /// <summary>Whether the ordinal is a member.</summary>
    public bool Contains(int ordinal) => Array.BinarySearch(_members, ordinal) >= 0;

    /// <summary>Members of both sets.</summary>
    public CustomerSet And(CustomerSet other) => new([.. _members.Intersect(other._members).Order()]);

    /// <summary>Members of either set.</summary>
    public CustomerSet Or(CustomerSet other) => new([.. _members.Union(other._members).Order()]);

    /// <summary>Members of this set that are not members of the other.</summary>
    public CustomerSet AndNot(CustomerSet other) => new([.. _members.Except(other._members).Order()]);

    /// <summary>Members of exactly one of the sets.</summary>
    public CustomerSet Xor(CustomerSet other) => AndNot(other).Or(other.AndNot(this));

    /// <summary>The number of members of both sets.</summary>
    public int AndCount(CustomerSet other) => And(other).Count;

    /// <summary>The number of members below <paramref name="ordinal"/>.</summary>
    public int Rank(int ordinal) => _members.Count(m => m < ordinal);

    /// <summary>The member that has <paramref name="index"/> members below it.</summary>
    public int Select(int index) => _members[index];

    /// <summary>This set with a member more.</summary>
    public CustomerSet With(int ordinal) => Contains(ordinal) ? this : new([.. _members.Append(ordinal).Order()]);

    /// <summary>This set with a member less.</summary>
    public CustomerSet Without(int ordinal) => Contains(ordinal) ? new([.. _members.Where(m => m != ordinal)]) : this;

    /// <summary>Writes a page's bits, a bit per customer, over <paramref name="words"/> (1,024 words).</summary>
    public void CopyPageBits(int pageNumber, Span<ulong> words)
    {
        words.Clear();
        foreach (var member in _members)
        {
            if (member >> 16 == pageNumber)
                words[(member & 0xFFFF) >> 6] |= 1UL << (member & 63);
        }
    }

    /// <summary>Whether both sets have the same members.</summary>
    public bool SetEquals(CustomerSet other) => _members.AsSpan().SequenceEqual(other._members);

    /// <summary>The members, ascending.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
