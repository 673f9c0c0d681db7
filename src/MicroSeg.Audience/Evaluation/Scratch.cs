namespace MicroSeg.Audience.Evaluation;

/// <summary>Memory that measures use for one customer's events, kept from one to the next.</summary>
internal sealed class Scratch
{
    private long[] _longs = new long[64];
    private long[] _groupKeys = new long[64];
    private (ulong Min, ulong Max)[] _ranges = new (ulong, ulong)[8];
    private ResolvedTest[] _tests = new ResolvedTest[8];
    private int[] _rows = new int[64];
    private int[] _groupedRows = new int[64];

    /// <summary>Room for keys.</summary>
    public Span<long> Longs(int count) => Room(ref _longs, count);

    /// <summary>Room for the keys of groups.</summary>
    public Span<long> GroupKeys(int count) => Room(ref _groupKeys, count);

    /// <summary>Room for row numbers.</summary>
    public Span<int> Rows(int count) => Room(ref _rows, count);

    /// <summary>Room for row numbers in the order of groups.</summary>
    public Span<int> GroupedRows(int count) => Room(ref _groupedRows, count);

    /// <summary>Room for ranges of codes.</summary>
    public Span<(ulong Min, ulong Max)> Ranges(int count) => Room(ref _ranges, count);

    /// <summary>Room for what a test comes down to in each zone.</summary>
    public Span<ResolvedTest> Tests(int count) => Room(ref _tests, count);

    private static Span<T> Room<T>(ref T[] array, int count)
    {
        if (array.Length < count)
            array = new T[Math.Max(count, array.Length * 2)];
        return array.AsSpan(0, count);
    }
}
