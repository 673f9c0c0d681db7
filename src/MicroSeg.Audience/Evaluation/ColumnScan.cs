using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Turns conditions on packed codes into bits, 64 rows a word.</summary>
internal static class ColumnScan
{
    /// <summary>Adds the rows whose code lies in a range, both ends in.</summary>
    public static void Range(CodeColumn column, int from, int count, ulong min, ulong max, Span<ulong> bits)
    {
        switch (column.Width)
        {
            case 1:
                Range(column.Codes8.Slice(from, count), (byte)min, (byte)(max - min), bits);
                break;
            case 2:
                Range(column.Codes16.Slice(from, count), (ushort)min, (ushort)(max - min), bits);
                break;
            case 4:
                Range(column.Codes32.Slice(from, count), (uint)min, (uint)(max - min), bits);
                break;
            default:
                Range(column.Codes64.Slice(from, count), min, max - min, bits);
                break;
        }
    }

    /// <summary>Adds the rows whose code lies in a range, at some bit.</summary>
    public static void RangeAt(CodeColumn column, int from, int count, (ulong Min, ulong Max) codes, int bit, Span<ulong> bits)
    {
        if (codes.Min > codes.Max)
            return;
        switch (column.Width)
        {
            case 1:
                RangeAt(column.Codes8.Slice(from, count), (byte)codes.Min, (byte)(codes.Max - codes.Min), bit, bits);
                break;
            case 2:
                RangeAt(column.Codes16.Slice(from, count), (ushort)codes.Min, (ushort)(codes.Max - codes.Min), bit, bits);
                break;
            case 4:
                RangeAt(column.Codes32.Slice(from, count), (uint)codes.Min, (uint)(codes.Max - codes.Min), bit, bits);
                break;
            default:
                RangeAt(column.Codes64.Slice(from, count), codes.Min, codes.Max - codes.Min, bit, bits);
                break;
        }
    }

    /// <summary>Adds the rows whose keys are in a set.</summary>
    public static void Keys(CodeColumn column, int from, int count, KeySet keys, Span<ulong> bits)
    {
        const int MostPasses = 6;
        if (keys.Ranges.Length <= MostPasses)
        {
            foreach (var range in keys.Ranges)
            {
                if (column.TryMapRange(range.Min, range.Max, out var min, out var max))
                    Range(column, from, count, min, max, bits);
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            if (column.TryGetKey(from + i, out var key) && keys.Contains(key))
                bits[i >> 6] |= 1UL << i;
        }
    }

    /// <summary>Adds the rows whose dictionary code has a verdict other than 0.</summary>
    public static void Table(CodeColumn column, int from, int count, ReadOnlySpan<byte> verdicts, Span<ulong> bits)
    {
        switch (column.Width)
        {
            case 1:
                Table(column.Codes8.Slice(from, count), verdicts, bits);
                break;
            case 2:
                Table(column.Codes16.Slice(from, count), verdicts, bits);
                break;
            default:
                Table(column.Codes32.Slice(from, count), verdicts, bits);
                break;
        }
    }

    /// <summary>Adds the rows with a value.</summary>
    public static void Present(CodeColumn column, int from, int count, Span<ulong> bits) => Range(column, from, count, 1, column.MaxCode, bits);

    private static void Range<T>(ReadOnlySpan<T> codes, T min, T width, Span<ulong> bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (lowest, span) = (Vector256.Create(min), Vector256.Create(width));
        ref var first = ref MemoryMarshal.GetReference(codes);
        var row = 0;
        for (; row + 64 <= codes.Length; row += 64)
        {
            var word = 0UL;
            for (var i = 0; i < 64; i += Vector256<T>.Count)
            {
                var distance = Vector256.LoadUnsafe(ref first, (nuint)(row + i)) - lowest;
                word |= (ulong)Vector256.LessThanOrEqual(distance, span).ExtractMostSignificantBits() << i;
            }

            bits[row >> 6] |= word;
        }

        for (; row < codes.Length; row++)
        {
            if (unchecked(codes[row] - min) <= width)
                bits[row >> 6] |= 1UL << row;
        }
    }

    private static void RangeAt<T>(ReadOnlySpan<T> codes, T min, T width, int bit, Span<ulong> bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var code in codes)
        {
            bits[bit >> 6] |= (unchecked(code - min) <= width ? 1UL : 0) << bit;
            bit++;
        }
    }

    private static void Table<T>(ReadOnlySpan<T> codes, ReadOnlySpan<byte> verdicts, Span<ulong> bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var row = 0; row < codes.Length; row++)
            bits[row >> 6] |= (ulong)verdicts[int.CreateTruncating(codes[row])] << row;
    }
}
