using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership;

/// <summary>Reads and appends to the membership log.</summary>
internal sealed class MembershipLog(IDbContextFactory<MicroSegDbContext> store)
{
    /// <summary>What was in the log when it was last read or written here.</summary>
    public FoldedLog Folded { get; private set; } = new();

    /// <summary>Reads the whole log.</summary>
    public async Task<FoldedLog> FoldAsync(CancellationToken cancellationToken)
    {
        var folded = new FoldedLog();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await FoldAsync(db, folded, cancellationToken);
        return Folded = folded;
    }

    /// <summary>Reads what other nodes have written since.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> CatchUpAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var before = Folded.LastId;
        await FoldAsync(db, Folded, cancellationToken);
        return Folded.LastId != before;
    }

    /// <summary>Appends in the transaction that <paramref name="db"/> is in.</summary>
    public static async Task<IReadOnlyList<MembershipLogEntry>> AppendAsync(MicroSegDbContext db, IEnumerable<Transition> transitions, CancellationToken cancellationToken)
    {
        List<MembershipLogEntry> entries = [.. transitions.Select(Entry)];
        db.AddRange(entries);
        await db.SaveChangesAsync(cancellationToken);
        return entries;
    }

    private static async Task FoldAsync(MicroSegDbContext db, FoldedLog folded, CancellationToken cancellationToken)
    {
        await foreach (var entry in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Id > folded.LastId).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
            folded.Add(entry);
    }

    private static MembershipLogEntry Entry(Transition transition) => new()
    {
        Segment = transition.Segment,
        SegmentVersion = transition.Version,
        At = transition.At,
        Cause = transition.Cause,
        Entered = Write(transition.Entered),
        Exited = Write(transition.Exited),
    };

    private static byte[]? Write(CustomerSet set) => set.Count == 0 ? null : RoaringFormat.Write(set);
}
