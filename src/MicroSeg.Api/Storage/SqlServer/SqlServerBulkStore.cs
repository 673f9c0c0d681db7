using MicroSeg.Api.Storage.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage.SqlServer;

/// <summary>The bulk path on SQL Server: a pooled connection a transaction.</summary>
internal sealed class SqlServerBulkStore(IDbContextFactory<MicroSegDbContext> store, IOptions<BulkOptions> options) : IBulkStore
{
    private readonly OrdinalCache _cache = new(options.Value.OrdinalCacheSize);

    // Its locks would be in the way of other nodes for as long.
    public bool GathersStreams => false;

    public async Task<BulkTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var db = await store.CreateDbContextAsync(cancellationToken);
        try
        {
            var transaction = new SqlServerBulkTransaction(db, await db.Database.BeginTransactionAsync(cancellationToken), _cache);
            await transaction.OpenAsync(cancellationToken);
            return transaction;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public Task ResetAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
