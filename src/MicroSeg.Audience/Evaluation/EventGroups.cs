using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Events of one customer that share a value.</summary>
internal readonly ref struct EventGroup(long key, ReadOnlySpan<int> rows)
{
    /// <summary>The value's key or dictionary code.</summary>
    public long Key => key;

    /// <summary>The events, in the order of time, then of arrival.</summary>
    public ReadOnlySpan<int> Rows { get; } = rows;
}

/// <summary>The groups of one customer's events by a column's value. Events without a value belong to none.</summary>
internal ref struct EventGroups
{
    private const int MostInserted = 24;

    private readonly CodeColumn _column;
    private readonly ReadOnlySpan<long> _codes;
    private readonly ReadOnlySpan<int> _rows;
    private int _start;
    private int _end;

    public EventGroups(CodeColumn column, ReadOnlySpan<int> rows, Scratch scratch)
    {
        _column = column;
        var codes = scratch.GroupKeys(rows.Length);
        var kept = scratch.GroupedRows(rows.Length);
        var count = 0;
        foreach (var row in rows)
        {
            if (column.CodeAt(row) is not 0 and var code)
                (codes[count], kept[count++]) = ((long)code, row);
        }

        codes = codes[..count];
        kept = kept[..count];
        if (count <= MostInserted)
            Insert(codes, kept);
        else
            Sort(codes, kept);
        _codes = codes;
        _rows = kept;
    }

    public readonly EventGroup Current => new(_column.KeyOf((ulong)_codes[_start]), _rows[_start.._end]);

    /// <summary>The number that groups ascend by: alike for the same value of the same column, and in no order of values.</summary>
    public readonly long Order => _codes[_start];

    public bool MoveNext()
    {
        _start = _end;
        while (_end < _codes.Length && _codes[_end] == _codes[_start])
            _end++;
        return _start < _end;
    }

    private static void Insert(Span<long> codes, Span<int> rows)
    {
        for (var i = 1; i < codes.Length; i++)
        {
            var (code, row) = (codes[i], rows[i]);
            var j = i - 1;
            for (; j >= 0 && codes[j] > code; j--)
                (codes[j + 1], rows[j + 1]) = (codes[j], rows[j]);
            (codes[j + 1], rows[j + 1]) = (code, row);
        }
    }

    private static void Sort(Span<long> codes, Span<int> rows)
    {
        codes.Sort(rows);
        // Sorting loses the order within a group; the rows' numbers have it.
        for (int start = 0, end; start < codes.Length; start = end)
        {
            for (end = start + 1; end < codes.Length && codes[end] == codes[start]; end++)
            {
            }

            rows[start..end].Sort();
        }
    }
}
