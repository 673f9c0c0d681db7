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
    private SequenceEntry[] _entries = [];
    private (long At, long Deadline)[] _waiting = [];
    private Scratch? _before;

    /// <summary>Memory of the same kinds for the events of the window before, which are looked at together with those of the window.</summary>
    public Scratch Before => _before ??= new Scratch();

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

    /// <summary>Room for the events of a sequence's steps.</summary>
    public Span<SequenceEntry> Entries(int count) => Room(ref _entries, count);

    /// <summary>Room for seconds at which a sequence waits for its last step, and until when it does.</summary>
    public Span<(long At, long Deadline)> Waiting(int count) => Room(ref _waiting, count);

    private static Span<T> Room<T>(ref T[] array, int count)
    {
        if (array.Length < count)
            array = new T[Math.Max(count, array.Length * 2)];
        return array.AsSpan(0, count);
    }
}
