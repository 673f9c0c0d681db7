using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Storage.SqlServer;

/// <summary>The store on SQL Server.</summary>
internal sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : MicroSegDbContext(options);
