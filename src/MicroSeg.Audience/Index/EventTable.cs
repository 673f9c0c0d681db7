namespace MicroSeg.Audience.Index;

/// <summary>
/// Events of one type of one page: immutable, sorted by customer, then time, then arrival. The events of one customer are a run.
/// </summary>
public sealed class EventTable
{
    private readonly ushort[] _runCustomers;
    private readonly int[] _runStarts;
    private readonly CodeColumn?[] _properties;

    internal EventTable(ushort[] runCustomers, int[] runStarts, CodeColumn times, CodeColumn?[] properties)
    {
        _runCustomers = runCustomers;
        _runStarts = runStarts;
        Times = times;
        _properties = properties;
    }

    /// <summary>The number of events, which is the length of every column.</summary>
    public int EventCount => Times.Length;

    /// <summary>The number of customers that have events.</summary>
    public int RunCount => _runCustomers.Length;

    /// <summary>The row within the page of each run's customer, ascending.</summary>
    public ReadOnlySpan<ushort> RunCustomers => _runCustomers;

    /// <summary>The first event of each run, and at the end <see cref="EventCount"/>.</summary>
    public ReadOnlySpan<int> RunStarts => _runStarts;

    /// <summary>Seconds since 1970 (UTC); never missing.</summary>
    public CodeColumn Times { get; }

    /// <summary>Bytes held.</summary>
    internal long Bytes => (_runCustomers.Length * 2L) + (_runStarts.Length * 4L) + Times.Bytes + _properties.Sum(p => p?.Bytes ?? 0);

    internal int PropertyCount => _properties.Length;

    /// <summary>A property's values, an event a row; null when it is missing in all of them.</summary>
    /// <param name="propertyIndex">The property's index in its <see cref="Schema.EventDefinition"/>.</param>
    public CodeColumn? Property(int propertyIndex) => propertyIndex < _properties.Length ? _properties[propertyIndex] : null;

    /// <summary>The runs of the customers <paramref name="firstRow"/> to <paramref name="firstRow"/> + <paramref name="count"/> - 1.</summary>
    /// <returns>The first of them and the one behind the last; both are equal when there is none.</returns>
    public (int From, int To) FindRuns(int firstRow, int count)
    {
        var from = LowerBound(0, firstRow);
        if (count == 1)
            return (from, from < _runCustomers.Length && _runCustomers[from] == firstRow ? from + 1 : from);
        return (from, LowerBound(from, firstRow + count));
    }

    private int LowerBound(int low, int row)
    {
        var high = _runCustomers.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_runCustomers[middle] < row)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>Some runs of an event table.</summary>
/// <param name="Table">The table.</param>
/// <param name="FromRun">The first run.</param>
/// <param name="ToRun">The run behind the last.</param>
public readonly record struct EventSlice(EventTable Table, int FromRun, int ToRun);
