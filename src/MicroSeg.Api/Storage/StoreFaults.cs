using MicroSeg.Api.Web;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Storage;

/// <summary>Tells a store that is out of reach from a statement that is wrong.</summary>
internal static class StoreFaults
{
    private const int SqliteFirstResourceFault = 5;
    private const int SqliteNotADatabase = 26;
    private static readonly int[] SqliteOthers = [12, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25];
    private static readonly int[] SqlServerConnection = [-2, -1, 2, 53, 64, 121, 233, 258, 4060, 10053, 10054, 10060, 10061, 11001, 18456, 40197, 40501, 40613, 49918, 49919, 49920];

    /// <summary>Whether the store is out of reach, full, locked or broken, so that the same may work later.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is >= SqliteFirstResourceFault and <= SqliteNotADatabase && !SqliteOthers.Contains(sqlite.SqliteErrorCode),
        SqlException sql => sql.IsTransient || sql.Class >= 17 || SqlServerConnection.Contains(sql.Number),
        DbUpdateException { InnerException: { } inner } => IsUnavailable(inner),
        _ => false,
    };

    /// <summary>What is answered then: 503, try again.</summary>
    public static ApiException Unavailable() =>
        new(StatusCodes.Status503ServiceUnavailable, "store.unavailable", "The store is out of reach. Nothing of this request that is not reported as accepted was kept; send it again.") { RetryAfter = TimeSpan.FromSeconds(2) };
}
