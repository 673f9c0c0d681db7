using System.Data;
using System.Data.Common;
using MicroSeg.Api.Storage.Bulk;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MicroSeg.Api.Storage.Sqlite;

/// <summary>Counts who waits to begin a transaction: on SQLite each takes the write lock of the whole file.</summary>
internal sealed class SqliteWriteTurns(WriteTurns turns) : DbTransactionInterceptor
{
    public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        Begin(connection, eventData.IsolationLevel);

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Begin(connection, eventData.IsolationLevel));

    private InterceptionResult<DbTransaction> Begin(DbConnection connection, IsolationLevel isolation)
    {
        turns.Enter();
        try
        {
            return InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(isolation));
        }
        finally
        {
            turns.Leave();
        }
    }
}
