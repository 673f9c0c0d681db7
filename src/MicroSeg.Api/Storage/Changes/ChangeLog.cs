using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Storage.Changes;

/// <summary>Appends to the change sequence and reads from it.</summary>
internal static class ChangeLog
{
    /// <summary>Appends a change to the transaction that <paramref name="db"/> is in. Call it last: it takes the sequence's lock.</summary>
    /// <returns>The change, with its numbers.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task<Change> AppendAsync(this MicroSegDbContext db, ChangeKind kind, string? key, CancellationToken cancellationToken, int count = 1)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A change is appended in the transaction that makes it.");
        await db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last + count), cancellationToken);
        var last = await db.Set<ChangeCounter>().Select(c => c.Last).SingleAsync(cancellationToken);
        var change = new Change { Number = last, Count = count, Kind = kind, Key = key };
        db.Add(change);
        await db.SaveChangesAsync(cancellationToken);
        return change;
    }

    /// <summary>
    /// Takes the sequence's lock before its time, so that what the transaction reads and checks stays true until its own change is appended.
    /// </summary>
    public static Task LockSequenceAsync(this MicroSegDbContext db, CancellationToken cancellationToken) =>
        db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Last, c => c.Last), cancellationToken);

    /// <summary>The last number given.</summary>
    public static Task<long> LastNumberAsync(this MicroSegDbContext db, CancellationToken cancellationToken) =>
        db.Set<ChangeCounter>().AsNoTracking().Select(c => c.Last).SingleAsync(cancellationToken);

    /// <summary>The next changes of the given kinds after a number, in order.</summary>
    public static Task<List<Change>> ChangesAfterAsync(this MicroSegDbContext db, long number, IReadOnlyCollection<ChangeKind> kinds, int most, CancellationToken cancellationToken) =>
        db.Set<Change>().AsNoTracking().Where(c => c.Number > number && kinds.Contains(c.Kind)).OrderBy(c => c.Number).Take(most).ToListAsync(cancellationToken);
}
