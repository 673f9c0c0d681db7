using MicroSeg.Api.Customers;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>A customer who is erased is on no list any more, nor in what is staged to become one.</summary>
internal sealed class ErasedFromLists : ICustomerData
{
    public async Task EraseAsync(MicroSegDbContext db, int ordinal, CancellationToken cancellationToken)
    {
        var id = await db.Set<Customer>().Where(c => c.Ordinal == ordinal).Select(c => c.Id).SingleAsync(cancellationToken);

        // List by list, because the ids have no other index.
        foreach (var list in await db.Set<ListContent>().Select(l => l.Id).ToListAsync(cancellationToken))
            await db.Set<ListedId>().Where(l => l.List == list && l.Customer == id).ExecuteDeleteAsync(cancellationToken);
    }
}
