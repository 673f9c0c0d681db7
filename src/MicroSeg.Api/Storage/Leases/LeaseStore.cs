using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Storage.Leases;

/// <summary>Takes, renews and gives back leases.</summary>
internal static class LeaseStore
{
    /// <summary>
    /// Takes or renews a lease in the transaction that <paramref name="db"/> is in. Its row stays locked to the commit, so what the
    /// transaction writes is written by the holder or not at all.
    /// </summary>
    /// <returns>Whether <paramref name="holder"/> has it now.</returns>
    public static async Task<bool> TryHoldAsync(this MicroSegDbContext db, string name, string holder, DateTimeOffset now, TimeSpan length, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A lease is held for the transaction that it guards.");
        var until = now + length;
        return await db.Set<Lease>().Where(l => l.Name == name && (l.Holder == holder || l.Until < now))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, holder).SetProperty(l => l.Until, until), cancellationToken) > 0;
    }

    /// <summary>Gives a lease back, so that another node need not wait for its end.</summary>
    public static Task ReleaseAsync(this MicroSegDbContext db, string name, string holder, CancellationToken cancellationToken) =>
        db.Set<Lease>().Where(l => l.Name == name && l.Holder == holder)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, "").SetProperty(l => l.Until, DateTimeOffset.UnixEpoch), cancellationToken);
}
