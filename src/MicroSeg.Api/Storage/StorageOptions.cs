using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage;

/// <summary>The database engines that the store runs on.</summary>
internal enum StorageProvider
{
    /// <summary>Embedded, one file, write-ahead log; the default.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server 2019 or later, or Azure SQL.</summary>
    SqlServer,
}

/// <summary>Where the store is: section <c>Storage</c>.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The database engine; <c>Sqlite</c> unless set.</summary>
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>The folder of everything that a node keeps on its disk: the SQLite file and the index snapshots. Relative to the content root; <c>data</c> unless set.</summary>
    [Required]
    public string Folder { get; init; } = "data";

    /// <summary>The connection string of SQL Server; for SQLite it is made from <see cref="Folder"/> unless set.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Bring the database's schema up to date at start: always for SQLite; for SQL Server only when set, because production databases are migrated by script.</summary>
    public bool MigrateOnStart { get; init; }

    /// <summary>What only SQL Server has.</summary>
    [ValidateObjectMembers]
    public SqlServerOptions SqlServer { get; init; } = new();

    internal sealed record SqlServerOptions
    {
        /// <summary>Statements in one round trip of EF Core, 1 to 1,000; 42 (EF Core's own default) unless set.</summary>
        [Range(1, 1000)]
        public int MaxBatchSize { get; init; } = 42;
    }
}
