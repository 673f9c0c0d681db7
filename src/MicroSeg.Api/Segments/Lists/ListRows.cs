using MicroSeg.Api.Customers;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>The statements on the ids of lists, set by set.</summary>
internal static class ListRows
{
    /// <summary>The ids of a list.</summary>
    public static IQueryable<ListedId> IdsOf(this MicroSegDbContext db, long list) => db.Set<ListedId>().AsNoTracking().Where(l => l.List == list);

    /// <summary>How many ids of one list are not on another.</summary>
    public static Task<int> CountMissingAsync(this MicroSegDbContext db, long list, long other, CancellationToken cancellationToken) =>
        db.IdsOf(list).CountAsync(l => !db.Set<ListedId>().Any(o => o.List == other && o.Customer == l.Customer), cancellationToken);

    /// <summary>How many ids of a list no customer has.</summary>
    public static Task<int> CountUnknownAsync(this MicroSegDbContext db, long list, CancellationToken cancellationToken) =>
        db.IdsOf(list).CountAsync(l => !db.Set<Customer>().Any(c => c.Id == l.Customer), cancellationToken);

    /// <summary>Puts the ids of another list on a list.</summary>
    public static Task<int> AddFromAsync(this MicroSegDbContext db, long list, long other, long changeNumber, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "segment_list_ids" ("List", "Customer", "ChangeNumber")
        SELECT {list}, o."Customer", {changeNumber} FROM "segment_list_ids" o
        WHERE o."List" = {other} AND NOT EXISTS (SELECT 1 FROM "segment_list_ids" l WHERE l."List" = {list} AND l."Customer" = o."Customer")
        """,
        cancellationToken);

    /// <summary>Takes the ids of another list from a list.</summary>
    public static Task<int> RemoveFromAsync(this MicroSegDbContext db, long list, long other, CancellationToken cancellationToken) =>
        db.Set<ListedId>().Where(l => l.List == list && db.Set<ListedId>().Any(o => o.List == other && o.Customer == l.Customer)).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Deletes a list with its ids.</summary>
    public static async Task DeleteListAsync(this MicroSegDbContext db, long list, CancellationToken cancellationToken)
    {
        await db.Set<ListedId>().Where(l => l.List == list).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ListContent>().Where(l => l.Id == list).ExecuteDeleteAsync(cancellationToken);
    }
}
