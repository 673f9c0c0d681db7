using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audience;

/// <summary>Saves the index from time to time, and when the host stops.</summary>
internal sealed partial class SnapshotSchedule(AudienceHost host, IOptions<AudienceOptions> options, TimeProvider time, ILogger<SnapshotSchedule> logger) : BackgroundService
{
    private readonly Lock _stopping = new();
    private Task? _stopped;

    // A host may be asked to stop twice at once.
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopping)
            return _stopped ??= StopOnceAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(options.Value.SnapshotEvery, time, stoppingToken);
            await SaveAsync();
        }
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync();
    }

    private async Task SaveAsync()
    {
        try
        {
            await host.SnapshotAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2021, LogLevel.Warning, "The index could not be saved; the snapshot before stays, and a restart reads more of the store")]
        public static partial void NotSaved(ILogger logger, Exception exception);
    }
}
