using MicroSeg.Api.Storage.Bulk;
using Microsoft.EntityFrameworkCore.Storage;

namespace MicroSeg.Api.Storage.Sqlite;

/// <summary>The bulk path on SQLite: row by row, with prepared statements.</summary>
internal sealed class SqliteBulkTransaction(MicroSegDbContext db, IDbContextTransaction transaction, OrdinalCache cache, SqliteBulkStatements statements)
    : BulkTransaction(db, transaction, cache)
{
    public override Task<int> NextOrdinalAsync(CancellationToken cancellationToken)
    {
        statements.NextOrdinal.Step();
        var next = (int)statements.NextOrdinal.Integer(0);
        statements.NextOrdinal.Reset();
        return Task.FromResult(next);
    }

    public override Task<IReadOnlyDictionary<string, StoredCustomer>> FindCustomersAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, StoredCustomer>(StringComparer.Ordinal);
        var statement = statements.FindCustomer;
        foreach (var id in ids)
        {
            if (statement.Bind(1, id).Step())
                found[id] = new((int)statement.Integer(0), statement.Text(1));
            statement.Reset();
        }

        return Task.FromResult<IReadOnlyDictionary<string, StoredCustomer>>(found);
    }

    public override Task UpdateCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            statements.UpdateCustomer.Bind(1, row.Ordinal).Bind(2, row.Attributes).Bind(3, row.At).Bind(4, row.ChangeNumber).Run();
        return Task.CompletedTask;
    }

    public override Task<IReadOnlySet<string>> FindEventsAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in eventIds)
        {
            if (statements.FindEvent.Bind(1, id).Step())
                found.Add(id);
            statements.FindEvent.Reset();
        }

        return Task.FromResult<IReadOnlySet<string>>(found);
    }

    public override Task<int> InsertEventsAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellationToken)
    {
        var inserted = 0;
        var statement = statements.InsertEvent;
        foreach (var row in InOrderOfIds(rows))
        {
            statement.Bind(1, row.Number).Bind(2, row.EventId).Bind(3, row.Ordinal).Bind(4, row.Type).Bind(5, row.At).Bind(6, row.Properties).Bind(7, row.Stretch).Run();
            inserted += statement.Changes;
        }

        return Task.FromResult(inserted);
    }

    // The order of the unique index, so that ids without an order of their own touch each of its pages once a batch.
    private static EventRow[] InOrderOfIds(IReadOnlyList<EventRow> rows)
    {
        EventRow[] sorted = [.. rows];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.EventId, b.EventId));
        return sorted;
    }

    public override Task UpsertOffersAsync(string feed, long generation, long changeNumber, IReadOnlyList<OfferRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            statements.UpsertOffer.Bind(1, feed).Bind(2, generation).Bind(3, row.Key).Bind(4, row.Body).Bind(5, row.ObservedAt).Bind(6, row.ReceivedAt).Bind(7, changeNumber).Run();
        return Task.CompletedTask;
    }

    public override Task<int> InsertListIdsAsync(long list, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var inserted = 0;
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            statements.InsertListId.Bind(1, list).Bind(2, id).Run();
            inserted += statements.InsertListId.Changes;
        }

        return Task.FromResult(inserted);
    }

    protected override Task InsertCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            statements.InsertCustomer.Bind(1, row.Ordinal).Bind(2, row.Id).Bind(3, row.Attributes).Bind(4, row.At).Bind(5, row.ChangeNumber).Run();
        return Task.CompletedTask;
    }
}
