using System.Runtime.CompilerServices;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>Set operations on two containers of one page.</summary>
internal static class ContainerAlgebra
{
    /// <summary>The operation's result; null when nothing is left.</summary>
    [SkipLocalsInit]
    public static Container? Combine<TOperation>(Container left, Container right)
        where TOperation : ISetOperation
    {
        if (left is ArrayContainer a)
        {
            if (right is ArrayContainer b)
                return Merge<TOperation>(a.Values, b.Values);
            if (!TOperation.Keeps(false, true))
                return Filter<TOperation>(a.Values, right, arrayIsLeft: true);
        }
        else if (right is ArrayContainer b && !TOperation.Keeps(true, false))
        {
            return Filter<TOperation>(b.Values, left, arrayIsLeft: false);
        }

        Span<ulong> words = stackalloc ulong[BitWords.Length];
        Span<ulong> others = stackalloc ulong[BitWords.Length];
        words.Clear();
        left.AddTo(words);
        if (right is BitmapContainer bitmap)
        {
            BitWords.Combine<TOperation>(words, bitmap.BitSpan);
            return Container.FromWords(words);
        }

        others.Clear();
        right.AddTo(others);
        BitWords.Combine<TOperation>(words, others);
        return Container.FromWords(words);
    }

    /// <summary>The number of values that both have.</summary>
    [SkipLocalsInit]
    public static int AndCount(Container left, Container right)
    {
        switch (left, right)
        {
            case (BitmapContainer a, BitmapContainer b):
                return CommonBits.Count(a.BitSpan, b.BitSpan);
            case (ArrayContainer a, ArrayContainer b):
                return CountCommon(a.Values, b.Values);
            case (ArrayContainer a, _):
                return CountIn(a.Values, right);
            case (_, ArrayContainer b):
                return CountIn(b.Values, left);
            default:
                Span<ulong> words = stackalloc ulong[BitWords.Length];
                words.Clear();
                (left is RunContainer ? left : right).AddTo(words);
                return AndCount(words, left is RunContainer ? right : left);
        }
    }

    [SkipLocalsInit]
    private static int AndCount(ReadOnlySpan<ulong> words, Container other)
    {
        if (other is BitmapContainer bitmap)
            return CommonBits.Count(words, bitmap.BitSpan);
        Span<ulong> others = stackalloc ulong[BitWords.Length];
        others.Clear();
        other.AddTo(others);
        return CommonBits.Count(words, others);
    }

    private static int CountIn(ReadOnlySpan<ushort> values, Container container)
    {
        var count = 0;
        foreach (var value in values)
            count += container.Contains(value) ? 1 : 0;
        return count;
    }

    private static int CountCommon(ReadOnlySpan<ushort> left, ReadOnlySpan<ushort> right)
    {
        var (i, j, count) = (0, 0, 0);
        while (i < left.Length && j < right.Length)
        {
            int a = left[i], b = right[j];
            count += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return count;
    }

    [SkipLocalsInit]
    private static ArrayContainer? Filter<TOperation>(ReadOnlySpan<ushort> values, Container other, bool arrayIsLeft)
        where TOperation : ISetOperation
    {
        Span<ushort> kept = stackalloc ushort[Container.ArrayLimit];
        var count = 0;
        foreach (var value in values)
        {
            var inOther = other.Contains(value);
            kept[count] = value;
            count += (arrayIsLeft ? TOperation.Keeps(true, inOther) : TOperation.Keeps(inOther, true)) ? 1 : 0;
        }

        return count == 0 ? null : new ArrayContainer(kept[..count].ToArray());
    }

    [SkipLocalsInit]
    private static Container? Merge<TOperation>(ReadOnlySpan<ushort> left, ReadOnlySpan<ushort> right)
        where TOperation : ISetOperation
    {
        Span<ushort> kept = stackalloc ushort[2 * Container.ArrayLimit];
        var (i, j, count) = (0, 0, 0);
        while (i < left.Length || j < right.Length)
        {
            var a = i < left.Length ? left[i] : int.MaxValue;
            var b = j < right.Length ? right[j] : int.MaxValue;
            kept[count] = (ushort)Math.Min(a, b);
            count += TOperation.Keeps(a <= b, b <= a) ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        if (count == 0)
            return null;
        if (count <= Container.ArrayLimit)
            return new ArrayContainer(kept[..count].ToArray());
        var words = new ulong[BitWords.Length];
        foreach (var value in kept[..count])
            words[value >> 6] |= 1UL << (value & 63);
        return new BitmapContainer(words, count);
    }
}
