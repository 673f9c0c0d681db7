using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Storage.Bulk;

/// <summary>The change numbers that one transaction gives out. It holds the counter's lock, so they can be counted in memory until the commit.</summary>
internal sealed class ChangeNumbers(long last)
{
    private readonly List<Change> _changes = [];

    /// <summary>The number that comes next.</summary>
    public long Next => Last + 1;

    /// <summary>The last number given.</summary>
    public long Last { get; private set; } = last;

    /// <summary>The rows for the change sequence.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Takes the next numbers for a change; runs of customers and of events become one row.</summary>
    /// <returns>The first of them.</returns>
    public long Take(ChangeKind kind, string? key = null, int count = 1)
    {
        var first = Next;
        Last += count;
        if (key is null && _changes is [.., var newest] && newest.Kind == kind && newest.Key is null)
        {
            count += newest.Count;
            _changes.RemoveAt(_changes.Count - 1);
        }

        _changes.Add(new Change { Number = Last, Count = count, Kind = kind, Key = key });
        return first;
    }
}
