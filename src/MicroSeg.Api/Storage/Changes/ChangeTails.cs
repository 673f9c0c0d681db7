namespace MicroSeg.Api.Storage.Changes;

/// <summary>Runs a tail for every consumer, for the life of the host.</summary>
internal sealed class ChangeTails(IEnumerable<IChangeConsumer> consumers, StoreMigrator migrator, TimeProvider time, IServiceProvider services) : BackgroundService
{
    /// <summary>The tails, in the order in which their consumers were registered.</summary>
    public IReadOnlyList<ChangeTail> Tails { get; } = [.. consumers.Select(c => ActivatorUtilities.CreateInstance<ChangeTail>(services, c))];

    /// <summary>All consumers have loaded and caught up once.</summary>
    public bool AllLoaded => Tails.All(t => t.Loaded.IsCompletedSuccessfully);

    /// <summary>How long an edit waits for this node to have applied it.</summary>
    private static readonly TimeSpan ReadBackWithin = TimeSpan.FromSeconds(2);

    /// <summary>Completes when all consumers have loaded.</summary>
    public Task WhenLoadedAsync(CancellationToken cancellationToken) => Task.WhenAll(Tails.Select(t => t.Loaded)).WaitAsync(cancellationToken);

    /// <summary>
    /// Completes when every consumer on this node has applied what was committed up to <paramref name="number"/>, so that who wrote
    /// can read it back; or after <paramref name="atMost"/>, because a write that is committed is not undone by a slow reader.
    /// </summary>
    /// <returns>Whether it was applied in time.</returns>
    public async Task<bool> WhenAppliedAsync(long number, TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Tails.Select(t => t.WhenAppliedAsync(number, cancellationToken))).WaitAsync(atMost, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Completes when an edit can be read back on this node, or after two seconds.</summary>
    public Task<bool> WhenAppliedAsync(long number, CancellationToken cancellationToken) => WhenAppliedAsync(number, ReadBackWithin, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await migrator.WhenReadyAsync(stoppingToken);
        await Task.WhenAll(Tails.Select(t => Task.Run(() => t.RunAsync(stoppingToken), stoppingToken)));
    }
}
