using System.Globalization;
using MicroSeg.Api.Storage.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage.Sqlite;

/// <summary>The bulk path on SQLite: one connection that stays open with its prepared statements.</summary>
internal sealed class SqliteBulkStore(IDbContextFactory<MicroSegDbContext> store, IOptions<BulkOptions> options) : IBulkStore
{
    // Big commits want few checkpoints: one after 64 MiB of log, which is cut to 256 MiB afterwards.
    private readonly string _pragmas = string.Create(
        CultureInfo.InvariantCulture, $"PRAGMA wal_autocheckpoint=16384; PRAGMA cache_size=-{options.Value.SqlitePageCacheMegabytes * 1024L}; PRAGMA journal_size_limit=268435456;");

    private readonly OrdinalCache _cache = new(options.Value.OrdinalCacheSize);
    private MicroSegDbContext? _db;
    private SqliteBulkStatements? _statements;

    public bool GathersStreams => true;

    public async Task<BulkTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        if (_db is null || _statements is null)
        {
            _db = await store.CreateDbContextAsync(cancellationToken);
            await _db.Database.OpenConnectionAsync(cancellationToken);
            await _db.Database.ExecuteSqlRawAsync(_pragmas, cancellationToken);
            _statements = new SqliteBulkStatements((SqliteConnection)_db.Database.GetDbConnection());
        }

        var transaction = new SqliteBulkTransaction(_db, await _db.Database.BeginTransactionAsync(cancellationToken), _cache, _statements);
        await transaction.OpenAsync(cancellationToken);
        return transaction;
    }

    public async ValueTask DisposeAsync() => await ResetAsync();

    public async Task ResetAsync()
    {
        _statements?.Dispose();
        _statements = null;
        if (_db is { } db)
        {
            _db = null;
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            await db.DisposeAsync();
        }
    }
}
