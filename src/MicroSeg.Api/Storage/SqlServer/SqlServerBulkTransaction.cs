using System.Data;
using MicroSeg.Api.Storage.Bulk;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MicroSeg.Api.Storage.SqlServer;

/// <summary>The bulk path on SQL Server: bulk copy into temporary tables, then set by set.</summary>
internal sealed class SqlServerBulkTransaction(MicroSegDbContext db, IDbContextTransaction transaction, OrdinalCache cache) : BulkTransaction(db, transaction, cache)
{
    private readonly SqlConnection _connection = (SqlConnection)db.Database.GetDbConnection();
    private readonly SqlTransaction _transaction = (SqlTransaction)transaction.GetDbTransaction();

    public override async Task<int> NextOrdinalAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(SqlServerBulkSql.NextOrdinal);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public override Task<IReadOnlyDictionary<string, StoredCustomer>> FindCustomersAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        WithTableAsync<IReadOnlyDictionary<string, StoredCustomer>>(SqlServerBulkSql.CreateIds, SqlServerTables.Ids(ids), async () =>
        {
            var found = new Dictionary<string, StoredCustomer>(StringComparer.Ordinal);
            await using var command = Command(SqlServerBulkSql.FindCustomers);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                found[reader.GetString(0)] = new(reader.GetInt32(1), reader.GetString(2));
            return found;
        }, cancellationToken);

    public override Task UpdateCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken) => rows.Count == 0 ? Task.CompletedTask :
        WithTableAsync(SqlServerBulkSql.CreateCustomers, SqlServerTables.Updated(rows), () => ExecuteAsync(SqlServerBulkSql.UpdateCustomers, cancellationToken), cancellationToken);

    public override Task<IReadOnlySet<string>> FindEventsAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken) =>
        WithTableAsync<IReadOnlySet<string>>(SqlServerBulkSql.CreateIds, SqlServerTables.Ids(eventIds), async () =>
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            await using var command = Command(SqlServerBulkSql.FindEvents);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                found.Add(reader.GetString(0));
            return found;
        }, cancellationToken);

    public override Task<int> InsertEventsAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellationToken) =>
        WithTableAsync(SqlServerBulkSql.CreateEvents, SqlServerTables.Of(rows), () => ExecuteAsync(SqlServerBulkSql.InsertEvents, cancellationToken), cancellationToken);

    public override Task UpsertOffersAsync(string feed, long generation, long changeNumber, IReadOnlyList<OfferRow> rows, CancellationToken cancellationToken) =>
        WithTableAsync(SqlServerBulkSql.CreateOffers, SqlServerTables.Of(feed, generation, changeNumber, rows), async () =>
        {
            await ExecuteAsync(SqlServerBulkSql.UpdateOffers, cancellationToken);
            return await ExecuteAsync(SqlServerBulkSql.InsertOffers, cancellationToken);
        }, cancellationToken);

    public override Task<int> InsertListIdsAsync(long list, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        WithTableAsync(SqlServerBulkSql.CreateIds, SqlServerTables.Ids(ids), async () =>
        {
            await using var command = Command(SqlServerBulkSql.InsertListIds);
            command.Parameters.AddWithValue("@list", list);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Db.DisposeAsync();
    }

    protected override Task InsertCustomersAsync(IReadOnlyList<CustomerRow> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? Task.CompletedTask : CopyAsync(SqlServerTables.Added(rows), cancellationToken);

    private async Task<T> WithTableAsync<T>(string create, DataTable rows, Func<Task<T>> useAsync, CancellationToken cancellationToken)
    {
        await ExecuteAsync(create, cancellationToken);
        await CopyAsync(rows, cancellationToken);
        var result = await useAsync();
        await ExecuteAsync(SqlServerBulkSql.Drop(rows.TableName), cancellationToken);
        return result;
    }

    private async Task CopyAsync(DataTable rows, CancellationToken cancellationToken)
    {
        using var copy = new SqlBulkCopy(_connection, SqlBulkCopyOptions.CheckConstraints, _transaction) { DestinationTableName = $"[{rows.TableName}]", BulkCopyTimeout = 0 };
        foreach (DataColumn column in rows.Columns)
            copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await copy.WriteToServerAsync(rows, cancellationToken);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The statements are constants of SqlServerBulkSql.
#pragma warning disable CA2100
    private SqlCommand Command(string sql) => new(sql, _connection, _transaction);
#pragma warning restore CA2100
}
