using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>
/// Counts the bits that two stretches of words have in common. With vectors each half byte looks up its count (Muła's method), and the counts of
/// sixteen vectors are added up as bytes before they are taken together.
/// </summary>
internal static class CommonBits
{
    // Bytes hold at most 255; a vector adds at most 8 to each.
    private const int VectorsPerSum = 16;

    // The population counts of the half bytes 0 to 15.
    private static readonly Vector128<byte> HalfByteCounts = Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    /// <summary>Counts in the widest way that the processor has.</summary>
    public static int Count(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        if (Avx512BW.IsSupported)
            return CountBy512(left, right);
        return Avx2.IsSupported ? CountBy256(left, right) : CountByWord(left, right);
    }

    /// <summary>Four sums, so that one population count need not wait for the last.</summary>
    public static int CountByWord(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right[..left.Length]);
        nuint i = 0;
        var (c0, c1, c2, c3) = (0, 0, 0, 0);
        for (; i + 4 <= (nuint)left.Length; i += 4)
        {
            c0 += BitOperations.PopCount(Unsafe.Add(ref a, i) & Unsafe.Add(ref b, i));
            c1 += BitOperations.PopCount(Unsafe.Add(ref a, i + 1) & Unsafe.Add(ref b, i + 1));
            c2 += BitOperations.PopCount(Unsafe.Add(ref a, i + 2) & Unsafe.Add(ref b, i + 2));
            c3 += BitOperations.PopCount(Unsafe.Add(ref a, i + 3) & Unsafe.Add(ref b, i + 3));
        }

        for (; i < (nuint)left.Length; i++)
            c0 += BitOperations.PopCount(Unsafe.Add(ref a, i) & Unsafe.Add(ref b, i));
        return c0 + c1 + c2 + c3;
    }

    public static int CountBy256(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var a = MemoryMarshal.Cast<ulong, Vector256<byte>>(left);
        var b = MemoryMarshal.Cast<ulong, Vector256<byte>>(right[..left.Length]);
        var table = Vector256.Create(HalfByteCounts, HalfByteCounts);
        var low = Vector256.Create((byte)0x0F);
        var total = Vector256<ulong>.Zero;
        for (var start = 0; start < a.Length; start += VectorsPerSum)
        {
            var sum = Vector256<byte>.Zero;
            var end = Math.Min(a.Length, start + VectorsPerSum);
            for (var i = start; i < end; i++)
            {
                var both = a[i] & b[i];
                var high = (both.AsUInt16() >> 4).AsByte() & low;
                sum += Avx2.Shuffle(table, both & low) + Avx2.Shuffle(table, high);
            }

            total += Avx2.SumAbsoluteDifferences(sum, Vector256<byte>.Zero).AsUInt64();
        }

        var counted = a.Length * Vector256<ulong>.Count;
        return (int)Vector256.Sum(total) + CountByWord(left[counted..], right[counted..]);
    }

    public static int CountBy512(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var a = MemoryMarshal.Cast<ulong, Vector512<byte>>(left);
        var b = MemoryMarshal.Cast<ulong, Vector512<byte>>(right[..left.Length]);
        var half = Vector256.Create(HalfByteCounts, HalfByteCounts);
        var table = Vector512.Create(half, half);
        var low = Vector512.Create((byte)0x0F);
        var total = Vector512<ulong>.Zero;
        for (var start = 0; start < a.Length; start += VectorsPerSum)
        {
            var sum = Vector512<byte>.Zero;
            var end = Math.Min(a.Length, start + VectorsPerSum);
            for (var i = start; i < end; i++)
            {
                var both = a[i] & b[i];
                var high = (both.AsUInt16() >> 4).AsByte() & low;
                sum += Avx512BW.Shuffle(table, both & low) + Avx512BW.Shuffle(table, high);
            }

            total += Avx512BW.SumAbsoluteDifferences(sum, Vector512<byte>.Zero).AsUInt64();
        }

        var counted = a.Length * Vector512<ulong>.Count;
        return (int)Vector512.Sum(total) + CountByWord(left[counted..], right[counted..]);
    }
}
