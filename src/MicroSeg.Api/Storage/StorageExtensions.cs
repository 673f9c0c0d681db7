using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Storage.Leases;
using MicroSeg.Api.Storage.Sqlite;
using MicroSeg.Api.Storage.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage;

/// <summary>The store's door.</summary>
internal static class StorageExtensions
{
    /// <summary>Adds the store and whatever follows its change sequence.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(o => o.Provider == StorageProvider.Sqlite || !string.IsNullOrWhiteSpace(o.ConnectionString), "Storage:ConnectionString is required for SqlServer.");
        services.AddOptions<ChangeTailOptions>().BindConfiguration(ChangeTailOptions.Section);
        services.AddSingleton<NodeFolder>();
        services.AddSingleton<NodeIdentity>();

        if (configuration.GetValue(StorageOptions.Section + ":Provider", StorageProvider.Sqlite) == StorageProvider.SqlServer)
            services.AddProvider<SqlServerDbContext>(UseSqlServer).AddSingleton<IBulkStore, SqlServerBulkStore>();
        else
            services.AddProvider<SqliteDbContext>(UseSqlite).AddSingleton<IBulkStore, SqliteBulkStore>();

        services.AddSingleton<StoreMigrator>().AddHostedService(s => s.GetRequiredService<StoreMigrator>());
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangeTails>().AddHostedService(s => s.GetRequiredService<ChangeTails>());
        services.AddOptions<BulkOptions>().BindConfiguration(BulkOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<BulkWriter>().AddHostedService(s => s.GetRequiredService<BulkWriter>());
        return services;
    }

    private static IServiceCollection AddProvider<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : MicroSegDbContext =>
        services.AddPooledDbContextFactory<TContext>(configure).AddSingleton<IDbContextFactory<MicroSegDbContext>, ContextFactory<TContext>>();

    private static void UseSqlite(IServiceProvider services, DbContextOptionsBuilder builder) =>
        builder.UseSqlite(services.GetRequiredService<NodeFolder>().SqliteConnectionString)
            .AddInterceptors(new SqlitePragmas(), new SqliteWriteTurns(services.GetRequiredService<WriteTurns>()));

    private static void UseSqlServer(IServiceProvider services, DbContextOptionsBuilder builder)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        builder.UseSqlServer(options.ConnectionString, sql => sql.MaxBatchSize(options.SqlServer.MaxBatchSize));
    }

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<MicroSegDbContext>
        where TContext : MicroSegDbContext
    {
        public MicroSegDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<MicroSegDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await inner.CreateDbContextAsync(cancellationToken);
    }
}
