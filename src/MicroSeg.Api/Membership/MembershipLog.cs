using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership;

/// <summary>Reads and appends to the membership log.</summary>
internal sealed class MembershipLog(MembershipJournal journal, IDbContextFactory<MicroSegDbContext> store)
{
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private volatile MembershipLogState _state = new();
    private long _lastRename;

    /// <summary>What was in the log when it was last read or written here.</summary>
    public FoldedLog Folded { get; private set; } = new();

    /// <summary>How far the log had come when it was last read or written here.</summary>
    public MembershipLogState State => _state;

    /// <summary>Every entry and exit before this instant is in the log, as far as this node knows.</summary>
    public DateTimeOffset CompleteUntil => _state.CompleteUntil;

    /// <summary>The key by which the log knows a segment, which may have been renamed before this node has heard of it.</summary>
    public string KeyOf(string segment)
    {
        while (_renamed.TryGetValue(segment, out var renamed))
            segment = renamed;
        return segment;
    }

    /// <summary>Reads the checkpoints, and the log from them on.</summary>
    public async Task<FoldedLog> FoldAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await FoldAsync(db, cancellationToken);

        // From there on the journal is asked and not the store.
        var from = Transition.Moment(CompleteUntil);
        var latest = await db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.At >= from).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        journal.Written(latest.Select(e => e.ToTransition()), from);
        return Folded;
    }

    /// <summary>Reads what other nodes have written since, in the transaction that <paramref name="db"/> is in.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> CatchUpAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var before = Folded.LastId;
        await ReadRenamesAsync(db, cancellationToken);
        _state = await db.ReadLogStateAsync(cancellationToken);
        if (_state.CompactedTo > before)
            await FoldAsync(db, cancellationToken);
        else
            await ReadOnAsync(db, Folded, cancellationToken);
        return Folded.LastId != before;
    }

    /// <summary>Learns how far the node that writes the log has come.</summary>
    public async Task WatchAsync(MicroSegDbContext db, CancellationToken cancellationToken) => _state = await db.ReadLogStateAsync(cancellationToken);

    /// <summary>Appends in the transaction that <paramref name="db"/> is in, and says how far the log is complete with it.</summary>
    public static async Task<IReadOnlyList<(long EntryId, Transition Transition)>> AppendAsync(
        MicroSegDbContext db, IReadOnlyList<Transition> transitions, DateTimeOffset completeUntil, CancellationToken cancellationToken)
    {
        List<MembershipLogEntry> entries = [.. transitions.Select(MembershipLogEntry.Of)];
        db.AddRange(entries);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<MembershipLogState>().ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteUntil, completeUntil), cancellationToken);
        return [.. entries.Select((e, i) => (e.Id, transitions[i]))];
    }

    /// <summary>Takes in what was appended, once it is committed.</summary>
    public void Committed(IReadOnlyList<(long EntryId, Transition Transition)> written, DateTimeOffset completeUntil)
    {
        foreach (var (id, transition) in written)
            Folded.Add(id, transition);
        _state = _state with { CompleteUntil = completeUntil };
    }

    private async Task FoldAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        (_state, Folded) = await db.ReadTogetherAsync(async state =>
        {
            var folded = new FoldedLog();
            await foreach (var checkpoint in MembershipCheckpoint.Latest(db).AsAsyncEnumerable().WithCancellation(cancellationToken))
                folded.Start(checkpoint.Segment, checkpoint.ToFolded());
            await ReadOnAsync(db, folded, cancellationToken);
            folded.SkipTo(state.CompactedTo);
            return (state, folded);
        }, cancellationToken);
    }

    // The rows that were there have been renamed in the store.
    private async Task ReadRenamesAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        foreach (var rename in await db.Set<SegmentRename>().AsNoTracking().Where(r => r.Id > _lastRename).OrderBy(r => r.Id).ToListAsync(cancellationToken))
        {
            Folded.Rename(rename.From, rename.To);
            _renamed[rename.From] = rename.To;
            _lastRename = rename.Id;
        }
    }

    private static async Task ReadOnAsync(MicroSegDbContext db, FoldedLog folded, CancellationToken cancellationToken)
    {
        await foreach (var entry in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Id > folded.LastId).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
            folded.Add(entry.Id, entry.ToTransition());
    }
}
