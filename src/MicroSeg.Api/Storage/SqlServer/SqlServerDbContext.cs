using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Storage.SqlServer;

/// <summary>The store on SQL Server.</summary>
internal sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : MicroSegDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Ids and names are told apart by every code unit, whatever the database's own collation is.
        configurationBuilder.Properties<string>().UseCollation(SqlServerBulkSql.Collation);
    }
}
