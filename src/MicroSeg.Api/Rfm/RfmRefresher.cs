using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Storage.Leases;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Rfm;

/// <summary>Computes cut points anew when they are due, on the one node that holds the lease.</summary>
internal sealed partial class RfmRefresher(
    RfmCatalog catalog,
    RfmService service,
    IDbContextFactory<MicroSegDbContext> store,
    NodeIdentity node,
    ChangeTails tails,
    TimeProvider time,
    ILogger<RfmRefresher> logger) : BackgroundService
{
    // As long as a computation may take; a node that dies holds the others up no longer.
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await tails.WhenLoadedAsync(stoppingToken);
        while (true)
        {
            var changed = catalog.Changed;
            var pause = await TryRefreshAsync(stoppingToken) ? Pause() : RetryAfter;
            using var waking = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(changed, Task.Delay(pause, time, waking.Token));
            await waking.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan Pause()
    {
        var due = catalog.Models.Values.Min(m => m.NextRefreshAt);
        var pause = due is null ? LongestPause : due.Value - time.GetUtcNow();
        return pause < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : pause > LongestPause ? LongestPause : pause;
    }

    /// <returns>Whether all that was due is done; false when another node does it, or it failed.</returns>
    private async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            LiveModel[] due = [.. catalog.Models.Values.Where(m => m.NextRefreshAt <= time.GetUtcNow())];
            if (due.Length == 0)
                return true;
            if (!await TryHoldAsync(cancellationToken))
                return false;
            foreach (var model in due.Select(m => m.Model))
                _ = await service.TryRefreshAsync(model.Name, model.Version, model.Definition, cancellationToken);
            await ReleaseAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            return false;
        }
    }

    private async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isHeld = await db.TryHoldAsync(Lease.RfmRefresh, node.Id, time.GetUtcNow(), LeaseLength, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isHeld;
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await db.ReleaseAsync(Lease.RfmRefresh, node.Id, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2050, LogLevel.Warning, "RFM models could not be refreshed; their cut points stay as they are, and it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
