using System.Numerics;
using System.Runtime.InteropServices;

namespace MicroSeg.Audience.Index;

/// <summary>
/// In which order the events of a table and those that are pending stand together: stretches of the table, each followed by one pending event.
/// </summary>
internal sealed class MergePlan
{
    private const int MostStepsToKeep = 4096;

    [ThreadStatic]
    private static MergePlan? _spare;

    private readonly List<MergeStep> _steps = [];
    private readonly List<ushort> _customers = [];
    private readonly List<int> _starts = [];
    private readonly List<(long At, int Index)> _arrivals = [];

    public ReadOnlySpan<MergeStep> Steps => CollectionsMarshal.AsSpan(_steps);

    public ushort[] RunCustomers => [.. _customers];

    public int[] RunStarts => [.. _starts, Length];

    /// <summary>Events in all.</summary>
    public int Length { get; private set; }

    /// <summary>Whether any event of the table is kept.</summary>
    public bool UsesBase { get; private set; }

    /// <summary>
    /// The plan for the customers <paramref name="firstRow"/> to <paramref name="firstRow"/> + <paramref name="count"/> - 1. Give it back by
    /// <see cref="Return"/> when it has been followed: a merge of one customer's few events happens on every event.
    /// </summary>
    public static MergePlan For(EventTable? table, PendingEvents pending, int firstRow, int count)
    {
        var plan = _spare ?? new MergePlan();
        _spare = null;
        var (run, toRun) = table?.FindRuns(firstRow, count) ?? (0, 0);
        var last = firstRow + count - 1;
        for (var word = firstRow >> 6; word <= last >> 6; word++)
        {
            for (var bits = pending.Touched[word] & CustomerPage.MaskOf(word, firstRow, last); bits != 0; bits &= bits - 1)
            {
                var row = (word << 6) + BitOperations.TrailingZeroCount(bits);
                while (run < toRun && table!.RunCustomers[run] < row)
                    plan.CopyRun(table, run++);
                var hasRun = run < toRun && table!.RunCustomers[run] == row;
                if (!pending.IsErased(row))
                    plan.MergeRun(table, hasRun ? run : -1, pending, row);
                if (hasRun)
                    run++;
            }
        }

        while (run < toRun)
            plan.CopyRun(table!, run++);
        return plan;
    }

    public void Return()
    {
        if (_steps.Capacity > MostStepsToKeep || _starts.Capacity > MostStepsToKeep)
            return;
        _steps.Clear();
        _customers.Clear();
        _starts.Clear();
        Length = 0;
        UsesBase = false;
        _spare = this;
    }

    private void CopyRun(EventTable table, int run)
    {
        StartRun(table.RunCustomers[run]);
        CopyBase(table.RunStarts[run], table.RunStarts[run + 1]);
    }

    private void MergeRun(EventTable? table, int run, PendingEvents pending, int row)
    {
        StartRun(row);
        _arrivals.Clear();
        for (var i = pending.LastOf(row); i >= 0; i = pending.PreviousOf(i))
            _arrivals.Add((pending.Times!.KeyOf(pending.Times.CodeAt(i)), i));
        // Equal times stand in order of arrival, and the sort looks at the index last.
        _arrivals.Sort();
        var (at, end) = run >= 0 ? (table!.RunStarts[run], table.RunStarts[run + 1]) : (0, 0);
        foreach (var (time, index) in _arrivals)
        {
            var from = at;
            while (at < end && table!.Times.KeyOf(table.Times.CodeAt(at)) <= time)
                at++;
            CopyBase(from, at);
            AddPending(index);
        }

        CopyBase(at, end);
    }

    private void StartRun(int row)
    {
        _customers.Add((ushort)row);
        _starts.Add(Length);
    }

    private void CopyBase(int from, int to)
    {
        if (from == to)
            return;
        UsesBase = true;
        Length += to - from;
        if (_steps.Count > 0 && CollectionsMarshal.AsSpan(_steps)[^1] is { Pending: < 0 } last && last.BaseTo == from)
            _steps[^1] = last with { BaseTo = to };
        else
            _steps.Add(new MergeStep(from, to, -1));
    }

    private void AddPending(int index)
    {
        Length++;
        if (_steps.Count > 0 && _steps[^1] is { Pending: < 0 } last)
            _steps[^1] = last with { Pending = index };
        else
            _steps.Add(new MergeStep(0, 0, index));
    }
}

/// <summary>Rows of the table from <paramref name="BaseFrom"/> up to, without, <paramref name="BaseTo"/>, then the pending event unless it is -1.</summary>
internal readonly record struct MergeStep(int BaseFrom, int BaseTo, int Pending);
