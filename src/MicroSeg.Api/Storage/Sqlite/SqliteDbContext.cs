using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Storage.Sqlite;

/// <summary>The store on SQLite.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : MicroSegDbContext(options);
