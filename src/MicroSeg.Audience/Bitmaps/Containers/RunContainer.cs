using System.Numerics;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>Stretches of neighbouring values, ascending.</summary>
/// <param name="runs">For each stretch its first value and its length less one.</param>
/// <param name="cardinality">Values in all.</param>
internal sealed class RunContainer(ushort[] runs, int cardinality) : Container
{
    public override int Cardinality => cardinality;

    public override int Bytes => runs.Length * 2;

    /// <summary>For each stretch its first value and its length less one.</summary>
    public ReadOnlySpan<ushort> Runs => runs;

    public static RunContainer FromWords(ReadOnlySpan<ulong> words, int runCount, int cardinality)
    {
        var runs = new ushort[runCount * 2];
        var value = 0;
        for (var i = 0; i < runs.Length; i += 2)
        {
            value = Next(words, value, set: true);
            var end = Next(words, value, set: false);
            runs[i] = (ushort)value;
            runs[i + 1] = (ushort)(end - value - 1);
            value = end;
        }

        return new RunContainer(runs, cardinality);
    }

    public override bool Contains(ushort value)
    {
        var run = RunAtOrBefore(value);
        return run >= 0 && value - runs[run * 2] <= runs[(run * 2) + 1];
    }

    public override int Rank(ushort value)
    {
        var rank = 0;
        for (var i = 0; i < runs.Length && runs[i] < value; i += 2)
            rank += Math.Min(value - runs[i], runs[i + 1] + 1);
        return rank;
    }

    public override ushort Select(int index)
    {
        var i = 0;
        for (; index > runs[i + 1]; i += 2)
            index -= runs[i + 1] + 1;
        return (ushort)(runs[i] + index);
    }

    public override IEnumerable<ushort> From(ushort first)
    {
        for (var i = Math.Max(0, RunAtOrBefore(first)) * 2; i < runs.Length; i += 2)
        {
            for (int value = Math.Max(first, runs[i]); value <= runs[i] + runs[i + 1]; value++)
                yield return (ushort)value;
        }
    }

    public override void AddTo(Span<ulong> words)
    {
        for (var i = 0; i < runs.Length; i += 2)
            BitWords.SetRange(words, runs[i], runs[i] + runs[i + 1]);
    }

    public override void AddRows(int first, int count, Span<ulong> words)
    {
        for (var i = Math.Max(0, RunAtOrBefore((ushort)first)) * 2; i < runs.Length && runs[i] - first < count; i += 2)
        {
            var (from, to) = (Math.Max(runs[i] - first, 0), Math.Min(runs[i] + runs[i + 1] - first, count - 1));
            if (from <= to)
                BitWords.SetRange(words, from, to);
        }
    }

    private int RunAtOrBefore(ushort value)
    {
        var (low, high) = (0, runs.Length / 2);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (runs[middle * 2] <= value)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    /// <summary>The next bit from <paramref name="from"/> on that is set, or is not; 65,536 when there is none.</summary>
    private static int Next(ReadOnlySpan<ulong> words, int from, bool set)
    {
        var invert = set ? 0 : ulong.MaxValue;
        for (var i = from >> 6; i < words.Length; i++)
        {
            var bits = words[i] ^ invert;
            if (i == from >> 6)
                bits &= ulong.MaxValue << (from & 63);
            if (bits != 0)
                return (i << 6) + BitOperations.TrailingZeroCount(bits);
        }

        return words.Length << 6;
    }
}
