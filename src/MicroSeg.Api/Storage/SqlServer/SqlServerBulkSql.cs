namespace MicroSeg.Api.Storage.SqlServer;

/// <summary>The statements of the bulk path on SQL Server: rows are copied into a temporary table, and one statement takes the set from there.</summary>
internal static class SqlServerBulkSql
{
    /// <summary>Compares as the other provider does: by code unit, so case and accents count.</summary>
    public const string Collation = "Latin1_General_100_BIN2";

    public const string NextOrdinal = "SELECT COALESCE(MAX([Ordinal]), -1) + 1 FROM [customers]";

    public const string CreateIds = $"CREATE TABLE [#ids] ([Id] nvarchar(200) COLLATE {Collation} NOT NULL PRIMARY KEY)";

    public const string FindCustomers = "SELECT c.[Id], c.[Ordinal], c.[Attributes] FROM [customers] c INNER JOIN [#ids] i ON i.[Id] = c.[Id]";

    public const string FindEvents = "SELECT e.[EventId] FROM [events] e INNER JOIN [#ids] i ON i.[Id] = e.[EventId]";

    public const string CreateCustomers = "CREATE TABLE [#customers] ([Ordinal] int NOT NULL PRIMARY KEY, [Attributes] nvarchar(max) NOT NULL, [UpdatedAt] bigint NOT NULL, [ChangeNumber] bigint NOT NULL)";

    public const string UpdateCustomers =
        """
        UPDATE c SET [Attributes] = n.[Attributes], [UpdatedAt] = n.[UpdatedAt], [ChangeNumber] = n.[ChangeNumber]
        FROM [customers] c INNER JOIN [#customers] n ON n.[Ordinal] = c.[Ordinal]
        """;

    public const string CreateEvents =
        $"""
        CREATE TABLE [#events] ([Number] bigint NOT NULL PRIMARY KEY, [EventId] nvarchar(200) COLLATE {Collation} NOT NULL, [Ordinal] int NOT NULL,
            [Type] int NOT NULL, [At] bigint NOT NULL, [Properties] nvarchar(max) NOT NULL, [Stretch] int NOT NULL)
        """;

    public const string InsertEvents =
        """
        INSERT INTO [events] ([Number], [EventId], [Ordinal], [Type], [At], [Properties], [Stretch])
        SELECT n.[Number], n.[EventId], n.[Ordinal], n.[Type], n.[At], n.[Properties], n.[Stretch] FROM [#events] n
        WHERE NOT EXISTS (SELECT 1 FROM [events] e WHERE e.[EventId] = n.[EventId])
        """;

    public const string CreateOffers =
        $"""
        CREATE TABLE [#offers] ([Feed] nvarchar(64) COLLATE {Collation} NOT NULL, [Generation] bigint NOT NULL, [Key] nvarchar(200) COLLATE {Collation} NOT NULL,
            [Body] nvarchar(max) NOT NULL, [ObservedAt] bigint NOT NULL, [ReceivedAt] bigint NOT NULL, [ChangeNumber] bigint NOT NULL, PRIMARY KEY ([Feed], [Generation], [Key]))
        """;

    public const string UpdateOffers =
        """
        UPDATE o SET [Body] = n.[Body], [ObservedAt] = n.[ObservedAt], [ReceivedAt] = n.[ReceivedAt], [ChangeNumber] = n.[ChangeNumber]
        FROM [offers] o INNER JOIN [#offers] n ON n.[Feed] = o.[Feed] AND n.[Generation] = o.[Generation] AND n.[Key] = o.[Key]
        """;

    public const string InsertOffers =
        """
        INSERT INTO [offers] ([Feed], [Generation], [Key], [Body], [ObservedAt], [ReceivedAt], [ChangeNumber])
        SELECT n.[Feed], n.[Generation], n.[Key], n.[Body], n.[ObservedAt], n.[ReceivedAt], n.[ChangeNumber] FROM [#offers] n
        WHERE NOT EXISTS (SELECT 1 FROM [offers] o WHERE o.[Feed] = n.[Feed] AND o.[Generation] = n.[Generation] AND o.[Key] = n.[Key])
        """;

    public const string InsertListIds =
        """
        INSERT INTO [segment_list_ids] ([List], [Customer], [ChangeNumber])
        SELECT @list, i.[Id], 0 FROM [#ids] i WHERE NOT EXISTS (SELECT 1 FROM [segment_list_ids] l WHERE l.[List] = @list AND l.[Customer] = i.[Id])
        """;

    public static string Drop(string table) => $"DROP TABLE [{table}]";
}
