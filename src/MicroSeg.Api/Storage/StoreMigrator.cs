using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage;

/// <summary>Brings the database's schema up to date before anything reads the store, trying again while it is out of reach.</summary>
internal sealed partial class StoreMigrator(
    IDbContextFactory<MicroSegDbContext> store,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<StoreMigrator> logger) : BackgroundService
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the store's schema is in place.</summary>
    public Task WhenReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Provider == StorageProvider.SqlServer && !options.Value.MigrateOnStart)
        {
            _ready.TrySetResult();
            return;
        }

        while (true)
        {
            try
            {
                await using var db = await store.CreateDbContextAsync(stoppingToken);
                await db.Database.MigrateAsync(stoppingToken);
                _ready.TrySetResult();
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotMigrated(logger, exception);
                await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1002, LogLevel.Error, "The store's schema could not be brought up to date; trying again")]
        public static partial void NotMigrated(ILogger logger, Exception exception);
    }
}
