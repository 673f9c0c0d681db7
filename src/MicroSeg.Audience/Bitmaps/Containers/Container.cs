using System.Numerics;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>The members of a set within one page: immutable, never empty. There are three kinds; each set of values takes the smallest.</summary>
internal abstract class Container
{
    /// <summary>The most values that an array holds; beyond, the bitmap is smaller.</summary>
    public const int ArrayLimit = 4096;

    /// <summary>The heap's overhead of a container: two objects and a reference.</summary>
    public const int Overhead = 64;

    /// <summary>The number of values, 1 to 65,536.</summary>
    public abstract int Cardinality { get; }

    /// <summary>Bytes of the values.</summary>
    public abstract int Bytes { get; }

    public abstract bool Contains(ushort value);

    /// <summary>The number of values below <paramref name="value"/>.</summary>
    public abstract int Rank(ushort value);

    /// <summary>The value that has <paramref name="index"/> values below it.</summary>
    public abstract ushort Select(int index);

    /// <summary>The values from <paramref name="first"/> on, ascending.</summary>
    public abstract IEnumerable<ushort> From(ushort first);

    /// <summary>Sets the values' bits.</summary>
    public abstract void AddTo(Span<ulong> words);

    /// <summary>Sets the bits of the values from <paramref name="first"/> on, which is bit 0, as far as <paramref name="count"/> bits go.</summary>
    public abstract void AddRows(int first, int count, Span<ulong> words);

    /// <summary>This container with a value that it lacks.</summary>
    public virtual Container With(ushort value)
    {
        Span<ulong> words = stackalloc ulong[BitWords.Length];
        words.Clear();
        AddTo(words);
        words[value >> 6] |= 1UL << (value & 63);
        return FromWords(words)!;
    }

    /// <summary>This container without a value that it has; null when none is left.</summary>
    public virtual Container? Without(ushort value)
    {
        Span<ulong> words = stackalloc ulong[BitWords.Length];
        words.Clear();
        AddTo(words);
        words[value >> 6] &= ~(1UL << (value & 63));
        return FromWords(words);
    }

    /// <summary>The smallest container of these bits; null when none is set.</summary>
    public static Container? FromWords(ReadOnlySpan<ulong> words)
    {
        var cardinality = BitWords.PopCount(words);
        if (cardinality == 0)
            return null;
        var runs = BitWords.CountRuns(words);
        var withoutRuns = cardinality <= ArrayLimit ? cardinality * 2 : BitWords.Length * 8;
        if (runs * 4 < withoutRuns)
            return RunContainer.FromWords(words, runs, cardinality);
        return cardinality <= ArrayLimit ? new ArrayContainer(ValuesOf(words, cardinality)) : new BitmapContainer(words.ToArray(), cardinality);
    }

    private static ushort[] ValuesOf(ReadOnlySpan<ulong> words, int cardinality)
    {
        var values = new ushort[cardinality];
        var at = 0;
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
                values[at++] = (ushort)((i << 6) + BitOperations.TrailingZeroCount(word));
        }

        return values;
    }
}
