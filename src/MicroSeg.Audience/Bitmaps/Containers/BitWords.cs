using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>Loops over the 1,024 words that are a bit for each customer of a page.</summary>
internal static class BitWords
{
    /// <summary>Words of a page.</summary>
    public const int Length = 1024;

    public static int PopCount(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Replaces <paramref name="left"/>, a multiple of eight words, by the operation's result.</summary>
    public static void Combine<TOperation>(Span<ulong> left, ReadOnlySpan<ulong> right)
        where TOperation : ISetOperation
    {
        var a = MemoryMarshal.Cast<ulong, Vector512<ulong>>(left);
        var b = MemoryMarshal.Cast<ulong, Vector512<ulong>>(right);
        for (var i = 0; i < a.Length; i++)
            a[i] = TOperation.Combine(a[i], b[i]);
    }

    /// <summary>The number of stretches of neighbouring bits that are set.</summary>
    public static int CountRuns(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        var before = 0UL;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word & ~((word << 1) | before));
            before = word >> 63;
        }

        return count;
    }

    /// <summary>Sets the bits <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static void SetRange(Span<ulong> words, int first, int last)
    {
        for (var i = first >> 6; i <= last >> 6; i++)
        {
            var mask = ulong.MaxValue;
            if (i == first >> 6)
                mask <<= first & 63;
            if (i == last >> 6)
                mask &= ulong.MaxValue >> (63 - (last & 63));
            words[i] |= mask;
        }
    }
}
