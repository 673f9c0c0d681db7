using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage.Changes;

/// <summary>
/// Keeps one consumer current: loads it, then follows the change sequence. While the store is out of reach it keeps trying and the
/// consumer keeps what it has.
/// </summary>
internal sealed partial class ChangeTail(
    IChangeConsumer consumer,
    IDbContextFactory<MicroSegDbContext> store,
    ChangeSignal signal,
    IOptions<ChangeTailOptions> options,
    TimeProvider time,
    ILogger<ChangeTail> logger)
{
    private const int BatchSize = 1_000;

    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _applied = -1;

    /// <summary>The consumer that is kept current.</summary>
    public IChangeConsumer Consumer => consumer;

    /// <summary>Completes when the consumer has loaded and caught up once.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>The last number that the consumer has applied.</summary>
    public long Applied => Interlocked.Read(ref _applied);

    /// <summary>Why the last attempt failed; null while all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Completes when what was committed up to <paramref name="number"/> has been applied.</summary>
    public async Task WhenAppliedAsync(long number, CancellationToken cancellationToken)
    {
        while (true)
        {
            var progress = _progress.Task;
            if (Applied >= number)
                return;
            await progress.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var position = await RetryAsync(consumer.LoadAsync, cancellationToken);
        MoveTo(position);
        while (true)
        {
            var wakeUp = signal.Next;
            var caughtUp = await RetryAsync(AdvanceAsync, cancellationToken);
            if (!caughtUp)
                continue;
            _loaded.TrySetResult();
            await Task.WhenAny(wakeUp, Task.Delay(options.Value.PollInterval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        List<Change> changes;
        long last;
        await using (var db = await store.CreateDbContextAsync(cancellationToken))
        {
            last = await db.LastNumberAsync(cancellationToken);
            if (last <= Applied)
                return true;
            changes = await db.ChangesAfterAsync(Applied, consumer.Kinds, BatchSize, cancellationToken);
        }

        if (changes.Count > 0)
            await consumer.ApplyAsync(changes, cancellationToken);
        var complete = changes.Count < BatchSize;
        MoveTo(complete ? Math.Max(last, changes is [.., var newest] ? newest.Number : last) : changes[^1].Number);
        return complete;
    }

    private void MoveTo(long number)
    {
        Interlocked.Exchange(ref _applied, number);
        Interlocked.Exchange(ref _progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = await step(cancellationToken);
                Failure = null;
                return result;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Failure = exception;
                Log.Failed(logger, consumer.Name, Applied, exception);
                var pause = TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(attempt, 10), options.Value.RetryAtMost.TotalMilliseconds));
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "{Consumer} could not follow the change sequence after number {Number}; it serves what it has and tries again")]
        public static partial void Failed(ILogger logger, string consumer, long number, Exception exception);
    }
}
