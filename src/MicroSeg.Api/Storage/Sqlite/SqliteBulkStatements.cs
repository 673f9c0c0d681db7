using Microsoft.Data.Sqlite;

namespace MicroSeg.Api.Storage.Sqlite;

/// <summary>The statements of the bulk path, prepared once a connection.</summary>
internal sealed class SqliteBulkStatements(SqliteConnection connection) : IDisposable
{
    public SqliteStatement NextOrdinal { get; } = new(connection, """SELECT COALESCE(MAX("Ordinal"), -1) + 1 FROM "customers" """);

    public SqliteStatement FindCustomer { get; } = new(connection, """SELECT "Ordinal", "Attributes" FROM "customers" WHERE "Id" = ?""");

    public SqliteStatement InsertCustomer { get; } = new(connection,
        """INSERT INTO "customers" ("Ordinal", "Id", "Attributes", "CreatedAt", "UpdatedAt", "ChangeNumber") VALUES (?1, ?2, ?3, ?4, ?4, ?5)""");

    public SqliteStatement UpdateCustomer { get; } = new(connection,
        """UPDATE "customers" SET "Attributes" = ?2, "UpdatedAt" = ?3, "ChangeNumber" = ?4 WHERE "Ordinal" = ?1""");

    public SqliteStatement FindEvent { get; } = new(connection, """SELECT 1 FROM "events" WHERE "EventId" = ?""");

    public SqliteStatement InsertEvent { get; } = new(connection,
        """INSERT INTO "events" ("Number", "EventId", "Ordinal", "Type", "At", "Properties", "Stretch") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("EventId") DO NOTHING""");

    public SqliteStatement UpsertOffer { get; } = new(connection,
        """
        INSERT INTO "offers" ("Feed", "Generation", "Key", "Body", "ObservedAt", "ReceivedAt", "ChangeNumber") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT ("Feed", "Generation", "Key") DO UPDATE SET "Body" = ?4, "ObservedAt" = ?5, "ReceivedAt" = ?6, "ChangeNumber" = ?7
        """);

    public SqliteStatement InsertListId { get; } = new(connection,
        """INSERT INTO "segment_list_ids" ("List", "Customer", "ChangeNumber") VALUES (?1, ?2, 0) ON CONFLICT ("List", "Customer") DO NOTHING""");

    public void Dispose()
    {
        foreach (var statement in new[] { NextOrdinal, FindCustomer, InsertCustomer, UpdateCustomer, FindEvent, InsertEvent, UpsertOffer, InsertListId })
            statement.Dispose();
    }
}
