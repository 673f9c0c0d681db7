using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

/// <summary>Adds up, page after page, how many members each two sets have in common. Used by one thread.</summary>
/// <param name="sets">The sets by page.</param>
internal sealed class PageOverlap((ushort[] Pages, Container[] Containers)[] sets)
{
    // Up to so many values are looked up in the other set's bits faster than all bits are compared.
    private const int MostProbed = 128;

    // The words that are compared at a time: those of a few hundred sets stay in the second-level cache.
    private const int SliceLength = 256;

    private readonly ulong[] _words = new ulong[sets.Length * BitWords.Length];
    private readonly List<(int Set, ArrayContainer Values)> _sparse = [];
    private readonly List<int> _dense = [];

    /// <summary>By row and column, a row per set; only where the row's number is the smaller one.</summary>
    public int[] Counts { get; } = new int[sets.Length * sets.Length];

    public void Add(ushort page)
    {
        Expand(page);
        for (var i = 0; i < _sparse.Count; i++)
        {
            var (set, values) = _sparse[i];
            for (var j = i + 1; j < _sparse.Count; j++)
                CountOf(set, _sparse[j].Set) += Probe(values.Values, WordsOf(_sparse[j].Set));
            foreach (var other in _dense)
                CountOf(set, other) += Probe(values.Values, WordsOf(other));
        }

        for (var start = 0; start < BitWords.Length; start += SliceLength)
        {
            for (var i = 0; i < _dense.Count; i++)
            {
                var words = WordsOf(_dense[i]).Slice(start, SliceLength);
                for (var j = i + 1; j < _dense.Count; j++)
                    CountOf(_dense[i], _dense[j]) += CommonBits.Count(words, WordsOf(_dense[j]).Slice(start, SliceLength));
            }
        }
    }

    private static int Probe(ReadOnlySpan<ushort> values, ReadOnlySpan<ulong> words)
    {
        var count = 0UL;
        foreach (var value in values)
            count += words[value >> 6] >> (value & 63) & 1;
        return (int)count;
    }

    private void Expand(ushort page)
    {
        _sparse.Clear();
        _dense.Clear();
        for (var set = 0; set < sets.Length; set++)
        {
            var at = Array.BinarySearch(sets[set].Pages, page);
            if (at < 0)
                continue;
            var container = sets[set].Containers[at];
            var words = WordsOf(set);
            words.Clear();
            container.AddTo(words);
            if (container is ArrayContainer { Cardinality: <= MostProbed } values)
                _sparse.Add((set, values));
            else
                _dense.Add(set);
        }
    }

    private Span<ulong> WordsOf(int set) => _words.AsSpan(set * BitWords.Length, BitWords.Length);

    private ref int CountOf(int a, int b) => ref Counts[(Math.Min(a, b) * sets.Length) + Math.Max(a, b)];
}
