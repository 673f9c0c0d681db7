using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Webhooks.Outbox;

/// <summary>Looks for webhooks that have something to be told, and has each served by a pump of its own, which goes on only where the node may send.</summary>
internal sealed partial class DeliveryWorker(
    IDbContextFactory<MicroSegDbContext> store,
    StoreMigrator migrator,
    WebhookPump pump,
    OutboxCleaner cleaner,
    NodeIdentity node,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<DeliveryWorker> logger) : BackgroundService
{
    private static readonly TimeSpan CleanEvery = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Task> _pumps = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _abandoning = new();
    private readonly Lock _stopping = new();
    private DateTimeOffset _cleanAt;
    private Task? _stopped;

    // A host may be asked to stop twice at once; nobody may go on to dispose of the store before the pumps have stopped.
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopping)
            return _stopped ??= StopOnceAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abandoning.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrator.WhenReadyAsync(stoppingToken);
        while (true)
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            await Task.Delay(options.Value.PollEvery, time, stoppingToken);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await FindDueAsync(now, cancellationToken);
        foreach (var key in due.Where(key => !_pumps.TryGetValue(key, out var running) || running.IsCompleted))
            _pumps[key] = Task.Run(() => pump.RunAsync(key, cancellationToken, _abandoning.Token), CancellationToken.None);
        if (now < _cleanAt)
            return;
        await cleaner.CleanAsync(cancellationToken);
        _cleanAt = now + CleanEvery;
    }

    private async Task<List<string>> FindDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<Webhook>().Where(w => w.Enabled && !(w.PausedUntil > now)
                && (db.Set<OutboxTransition>().Any(o => o.Webhook == w.Key && !o.IsMade)
                    || db.Set<WebhookDelivery>().Any(d => d.Webhook == w.Key && d.Status == DeliveryStatus.Pending && d.NextAttemptAt <= now)))
            .Select(w => w.Key).ToListAsync(cancellationToken);
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // What is on its way is waited for a little, so that it need not be sent again.
        var pumps = Task.WhenAll(_pumps.Values);
        await pumps.WaitAsync(options.Value.StopWithin, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abandoning.CancelAsync();
        await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await using var db = await store.CreateDbContextAsync(cancellationToken);
            await db.ReleaseAsync(Lease.Webhooks, node.Id, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2611, LogLevel.Warning, "The outbox of webhooks could not be read; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
