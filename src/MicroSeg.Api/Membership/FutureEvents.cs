using MicroSeg.Audience.Index;

namespace MicroSeg.Api.Membership;

/// <summary>Events that are dated later than the present: their customers are evaluated again when their time comes.</summary>
internal sealed class FutureEvents
{
    private readonly PriorityQueue<int, long> _due = new();

    /// <summary>When the next is due, in seconds since 1970; null when there is none.</summary>
    public long? NextSeconds => _due.TryPeek(out _, out var seconds) ? seconds : null;

    public void Add(int ordinal, long atSeconds) => _due.Enqueue(ordinal, atSeconds);

    /// <summary>Takes a customer whose event's time has come.</summary>
    public bool TryTake(long nowSeconds, out int ordinal)
    {
        ordinal = -1;
        return _due.TryPeek(out _, out var seconds) && seconds <= nowSeconds && _due.TryDequeue(out ordinal, out _);
    }

    /// <summary>Finds all future events of an index.</summary>
    public void Scan(AudienceIndex index, long nowSeconds)
    {
        _due.Clear();
        foreach (var page in index.Pages)
        {
            for (var type = 0; type < index.Schema.Events.Length; type++)
            {
                for (var row = 0; row < page.Count; row += CustomerPage.BlockSize)
                    Scan(page, type, row, nowSeconds);
            }
        }
    }

    private void Scan(CustomerPage page, int type, int firstRow, long nowSeconds)
    {
        using (page.EnterRead())
        {
            if (!page.TryGetEvents(type, firstRow, Math.Min(CustomerPage.BlockSize, page.Count - firstRow), out var slice))
                return;
            var starts = slice.Table.RunStarts;
            for (var run = slice.FromRun; run < slice.ToRun; run++)
            {
                // A customer's events are in the order of time, so only the last ones can be of the future.
                for (var row = starts[run + 1] - 1; row >= starts[run] && slice.Table.Times.TryGetKey(row, out var at) && at > nowSeconds; row--)
                    _due.Enqueue(page.FirstOrdinal + slice.Table.RunCustomers[run], at);
            }
        }
    }
}
