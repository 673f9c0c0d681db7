using System.Numerics;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>A bit for each of the 65,536 values.</summary>
internal sealed class BitmapContainer(ulong[] words, int cardinality) : Container
{
    public override int Cardinality => cardinality;

    public override int Bytes => BitWords.Length * 8;

    public ReadOnlySpan<ulong> BitSpan => words;

    public override bool Contains(ushort value) => (words[value >> 6] >> (value & 63) & 1) != 0;

    public override int Rank(ushort value) =>
        BitWords.PopCount(words.AsSpan(0, value >> 6)) + BitOperations.PopCount(words[value >> 6] & ((1UL << (value & 63)) - 1));

    public override ushort Select(int index)
    {
        var word = 0;
        for (int count; index >= (count = BitOperations.PopCount(words[word])); word++)
            index -= count;
        var bits = words[word];
        for (; index > 0; index--)
            bits &= bits - 1;
        return (ushort)((word << 6) + BitOperations.TrailingZeroCount(bits));
    }

    public override IEnumerable<ushort> From(ushort first)
    {
        var bits = words[first >> 6] & (ulong.MaxValue << (first & 63));
        for (var i = first >> 6; ;)
        {
            for (; bits != 0; bits &= bits - 1)
                yield return (ushort)((i << 6) + BitOperations.TrailingZeroCount(bits));
            if (++i == words.Length)
                yield break;
            bits = words[i];
        }
    }

    public override void AddTo(Span<ulong> destination)
    {
        for (var i = 0; i < words.Length; i++)
            destination[i] |= words[i];
    }

    public override void AddRows(int first, int count, Span<ulong> destination)
    {
        var (word, shift) = (first >> 6, first & 63);
        var used = (count + 63) >> 6;
        for (var i = 0; i < used; i++)
        {
            destination[i] |= words[word + i] >> shift;
            // A shift by 64 would be one by 0.
            if (shift > 0 && word + i + 1 < words.Length)
                destination[i] |= words[word + i + 1] << (64 - shift);
        }

        if ((count & 63) != 0)
            destination[used - 1] &= (1UL << (count & 63)) - 1;
    }
}
