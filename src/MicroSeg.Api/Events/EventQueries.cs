using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Events;

/// <summary>Finds events by their customer.</summary>
internal static class EventQueries
{
    /// <summary>A customer's events, by a look-up in each stretch of the index.</summary>
    public static async Task<IQueryable<CustomerEvent>> EventsOfAsync(this MicroSegDbContext db, int ordinal, CancellationToken cancellationToken)
    {
        var stretches = Enumerable.Range(0, EventRow.StretchOf(await db.LastNumberAsync(cancellationToken)) + 1).ToArray();
        return db.Set<CustomerEvent>().Where(e => EF.Parameter(stretches).Contains(e.Stretch) && e.Ordinal == ordinal);
    }
}
