using System.Collections.Immutable;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <summary>
/// An immutable map from ordinals to seconds since 1970 in eight bytes an entry: chunks of sorted arrays, of which a change copies one.
/// </summary>
internal sealed class OrdinalTimes
{
    private const int MaxChunk = 1_024;

    private readonly ImmutableArray<Chunk> _chunks;

    private OrdinalTimes(ImmutableArray<Chunk> chunks) => _chunks = chunks;

    public static OrdinalTimes Empty { get; } = new([]);

    /// <summary>The ordinals, ascending.</summary>
    public IEnumerable<int> Ordinals => _chunks.SelectMany(c => c.Ordinals);

    /// <summary>The ordinals, ascending, each with its time.</summary>
    public IEnumerable<(int Ordinal, uint Seconds)> Entries => _chunks.SelectMany(c => c.Ordinals.Zip(c.Seconds));

    /// <summary>How many there are.</summary>
    public int Count => _chunks.Sum(c => c.Ordinals.Length);

    /// <summary>A map of many.</summary>
    /// <param name="ordinals">Ascending.</param>
    /// <param name="seconds">Their times.</param>
    public static OrdinalTimes Of(IReadOnlyCollection<int> ordinals, IReadOnlyCollection<uint> seconds) =>
        new([.. ordinals.Chunk(MaxChunk / 2).Zip(seconds.Chunk(MaxChunk / 2), (o, s) => new Chunk(o, s))]);

    public bool TryGet(int ordinal, out uint seconds)
    {
        seconds = 0;
        var at = ChunkOf(ordinal);
        if (at < 0)
            return false;
        var index = Array.BinarySearch(_chunks[at].Ordinals, ordinal);
        if (index < 0)
            return false;
        seconds = _chunks[at].Seconds[index];
        return true;
    }

    /// <summary>This map with the same time for all of <paramref name="ordinals"/>.</summary>
    public OrdinalTimes With(CustomerSet ordinals, uint seconds) => Edit(ordinals, seconds);

    /// <summary>This map without <paramref name="ordinals"/>.</summary>
    public OrdinalTimes Without(CustomerSet ordinals) => _chunks.IsEmpty ? this : Edit(ordinals, null);

    private OrdinalTimes Edit(CustomerSet ordinals, uint? seconds)
    {
        var chunks = _chunks.ToBuilder();
        var added = new List<Chunk>();
        var edits = new List<int>();
        using var rest = ordinals.GetEnumerator();
        var more = rest.MoveNext();
        var result = ImmutableArray.CreateBuilder<Chunk>(chunks.Count + 1);
        for (var i = 0; i < Math.Max(1, chunks.Count); i++)
        {
            var chunk = i < chunks.Count ? chunks[i] : Chunk.None;
            var end = i + 1 < chunks.Count ? chunks[i + 1].Ordinals[0] : int.MaxValue;
            edits.Clear();
            for (; more && rest.Current < end; more = rest.MoveNext())
                edits.Add(rest.Current);
            if (edits.Count == 0)
            {
                if (chunk.Ordinals.Length > 0)
                    result.Add(chunk);
                continue;
            }

            added.Clear();
            chunk.Edit(edits, seconds, added);
            result.AddRange(added);
        }

        return new OrdinalTimes(result.DrainToImmutable());
    }

    private int ChunkOf(int ordinal)
    {
        var low = 0;
        var high = _chunks.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_chunks[middle].Ordinals[0] <= ordinal)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    private sealed record Chunk(int[] Ordinals, uint[] Seconds)
    {
        public static readonly Chunk None = new([], []);

        /// <summary>Merges ascending ordinals in, or out when there is no time for them, and adds the chunks that come of it.</summary>
        public void Edit(List<int> edits, uint? seconds, List<Chunk> result)
        {
            var ordinals = new List<int>(Ordinals.Length + edits.Count);
            var times = new List<uint>(Ordinals.Length + edits.Count);
            var next = 0;
            for (var i = 0; i <= Ordinals.Length; i++)
            {
                var known = i < Ordinals.Length ? Ordinals[i] : int.MaxValue;
                for (; next < edits.Count && edits[next] < known; next++)
                    AddEdit(edits[next]);
                if (i == Ordinals.Length)
                    break;
                if (next < edits.Count && edits[next] == known)
                {
                    AddEdit(edits[next++]);
                    continue;
                }

                ordinals.Add(known);
                times.Add(Seconds[i]);
            }

            // Halves, when it grew too long, so that the next entries find room.
            for (var start = 0; start < ordinals.Count;)
            {
                var length = ordinals.Count - start <= MaxChunk ? ordinals.Count - start : MaxChunk / 2;
                result.Add(new Chunk([.. ordinals.GetRange(start, length)], [.. times.GetRange(start, length)]));
                start += length;
            }

            void AddEdit(int ordinal)
            {
                if (seconds is not { } time)
                    return;
                ordinals.Add(ordinal);
                times.Add(time);
            }
        }
    }
}
