using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Some events of one customer, in the order of time, then of arrival, and the property that a measure is about.</summary>
internal readonly ref struct EventRows(CodeColumn times, CodeColumn? column, ReadOnlySpan<int> rows, Scratch scratch)
{
    private readonly ReadOnlySpan<int> _rows = rows;

    /// <summary>The events' rows.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The number of events.</summary>
    public int Count => _rows.Length;

    /// <summary>The number of all matching events, those of other groups and of none included.</summary>
    public int Total { get; init; }

    /// <summary>Whether there is neither one here nor one before.</summary>
    public bool IsEmpty => _rows.IsEmpty && Before.IsEmpty;

    /// <summary>Those of the window before, where a measure compares with it.</summary>
    public ReadOnlySpan<int> Before { get; init; }

    /// <summary>The clock of the customer's zone, where a measure depends on it.</summary>
    public ZoneClock? Clock { get; init; }

    /// <summary>The events of the window before in the place of these.</summary>
    public EventRows Earlier() => new(times, column, Before, scratch);

    /// <summary>When an event happened.</summary>
    public long TimeOf(int index) => times.TryGetKey(_rows[index], out var seconds) ? seconds : 0;

    /// <summary>The property's key or dictionary code of an event; false when it is missing.</summary>
    public bool TryGetKey(int index, out long key)
    {
        key = 0;
        return column is not null && column.TryGetKey(_rows[index], out key);
    }

    /// <summary>The exact sum of the keys, and how many there are.</summary>
    public Int128 SumOfKeys(out int count)
    {
        count = 0;
        if (column is null)
            return 0;
        // Code sums fit 64 bits for packed widths, however many rows; only the widest codes need the wide sum.
        if (column.Width <= 4)
        {
            ulong codes = 0;
            foreach (var row in _rows)
            {
                var code = column.CodeAt(row);
                codes += code;
                count += code != 0 ? 1 : 0;
            }

            return ((Int128)column.Base * count) + ((Int128)(codes - (ulong)count) * column.Step);
        }

        Int128 sum = 0;
        foreach (var row in _rows)
        {
            if (column.TryGetKey(row, out var key))
            {
                sum += key;
                count++;
            }
        }

        return sum;
    }

    /// <summary>The sum of the numbers in their order, and how many there are.</summary>
    public double SumOfNumbers(out int count)
    {
        count = 0;
        double sum = 0;
        foreach (var row in _rows)
        {
            if (column is not null && column.TryGetKey(row, out var key))
            {
                sum += PropertyValue.NumberOf(key);
                count++;
            }
        }

        return sum;
    }

    /// <summary>The smallest and the largest key; false when there is none.</summary>
    public bool TryGetBounds(out long min, out long max)
    {
        (min, max) = (0, 0);
        ulong low = ulong.MaxValue, high = 0;
        if (column is null)
            return false;
        foreach (var row in _rows)
        {
            var code = column.CodeAt(row);
            // A missing value's 0 becomes the largest number and so never the smallest.
            low = Math.Min(low, code - 1);
            high = Math.Max(high, code);
        }

        if (high == 0)
            return false;
        (min, max) = (column.KeyOf(low + 1), column.KeyOf(high));
        return true;
    }

    /// <summary>How many different keys there are.</summary>
    public int CountDistinct()
    {
        var keys = SortedKeys();
        var count = keys.IsEmpty ? 0 : 1;
        for (var i = 1; i < keys.Length; i++)
            count += keys[i] != keys[i - 1] ? 1 : 0;
        return count;
    }

    /// <summary>The keys in ascending order; good until the next call.</summary>
    public ReadOnlySpan<long> SortedKeys()
    {
        if (column is null)
            return default;
        var keys = scratch.Longs(_rows.Length);
        var count = 0;
        foreach (var row in _rows)
        {
            if (column.TryGetKey(row, out keys[count]))
                count++;
        }

        keys = keys[..count];
        keys.Sort();
        return keys;
    }
}
