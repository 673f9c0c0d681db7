using MicroSeg.Audience.Index.Columns;

namespace MicroSeg.Audience.Index;

/// <summary>The events of one type of one page: a table and what came since.</summary>
internal sealed class EventLane
{
    private const int SmallestMerge = 4096;
    private const int MergeFraction = 8;

    public EventLane(EventTable? table = null, PendingEvents? pending = null)
    {
        Table = table;
        Pending = pending;
    }

    public EventTable? Table { get; private set; }

    public PendingEvents? Pending { get; private set; }

    public long EventCount => (Table?.EventCount ?? 0) + (Pending is { } pending ? pending.Count - pending.DroppedCount - pending.ErasedFromBase : 0);

    public long Bytes => (Table?.Bytes ?? 0) + (Pending?.Bytes ?? 0);

    /// <summary>Whether so much is pending that it should be merged.</summary>
    public bool IsMergeDue => Pending is { } pending && pending.Count + pending.ErasedFromBase > Math.Max(SmallestMerge, (Table?.EventCount ?? 0) / MergeFraction);

    public void Append(int row, long atSeconds, ReadOnlySpan<PropertyKey> properties) => (Pending ??= new PendingEvents()).Append(row, atSeconds, properties);

    /// <summary>Takes all of a customer's events away and returns how many they were.</summary>
    public int Erase(int row)
    {
        var inTable = 0;
        if (Table?.FindRuns(row, 1) is var (from, to) && from < to)
            inTable = Table.RunStarts[to] - Table.RunStarts[from];
        if (inTable == 0 && (Pending?.LastOf(row) ?? -1) < 0)
            return 0;
        return (Pending ??= new PendingEvents()).Erase(row, inTable);
    }

    public bool TryGetEvents(int firstRow, int count, out EventSlice slice)
    {
        slice = default;
        if (Pending is { } pending && !pending.LeavesAlone(firstRow, count))
        {
            if (Merge(Table, pending, firstRow, count) is not { } merged)
                return false;
            slice = new EventSlice(merged, 0, merged.RunCount);
            return true;
        }

        if (Table is null)
            return false;
        var (from, to) = Table.FindRuns(firstRow, count);
        slice = new EventSlice(Table, from, to);
        return from < to;
    }

    /// <summary>The table that says all; null when there are no events. Changes nothing, so that readers can go on.</summary>
    public EventTable? MergeAll() => Pending is null ? Table : Merge(Table, Pending, 0, CustomerPage.Capacity);

    /// <summary>A copy that no longer changes.</summary>
    public EventLane Freeze() => new(Table, Pending?.Clone());

    /// <summary>Puts a table in the place of the one here and of all that is pending.</summary>
    public void Replace(EventTable? table)
    {
        Table = table;
        Pending = null;
    }

    private static EventTable? Merge(EventTable? table, PendingEvents pending, int firstRow, int count)
    {
        var plan = MergePlan.For(table, pending, firstRow, count);
        EventTable? merged = null;
        if (ColumnMerge.Merge(table?.Times, pending.Times, plan) is { } times)
        {
            var properties = new CodeColumn?[Math.Max(table?.PropertyCount ?? 0, pending.PropertyCount)];
            for (var i = 0; i < properties.Length; i++)
                properties[i] = ColumnMerge.Merge(table?.Property(i), pending.Property(i), plan);
            merged = new EventTable(plan.RunCustomers, plan.RunStarts, times, properties);
        }

        plan.Return();
        return merged;
    }
}
