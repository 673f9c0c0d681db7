using System.Threading.Channels;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage.Bulk;

/// <summary>
/// The one writer of intake on this node. Operations that wait together share a transaction and its wait for the disk; one that fails
/// is taken out and the others are written without it. A full queue holds the senders back.
/// </summary>
internal sealed partial class BulkWriter(
    IBulkStore store,
    StoreMigrator migrator,
    ChangeSignal signal,
    IOptions<BulkOptions> options,
    TimeProvider time,
    ILogger<BulkWriter> logger) : BackgroundService
{
    private readonly Channel<BulkOperation> _queue = Channel.CreateBounded<BulkOperation>(new BoundedChannelOptions(options.Value.QueueLength) { SingleReader = true });

    /// <summary>Writes an operation.</summary>
    /// <returns>Its result, once it is on the disk.</returns>
    /// <exception cref="ApiException">503: the store is out of reach; nothing of it was written.</exception>
    public async Task<Committed<TResult>> WriteAsync<TResult>(BulkOperation<TResult> operation, CancellationToken cancellationToken)
    {
        operation.Abandoned = cancellationToken;
        try
        {
            await _queue.Writer.WriteAsync(operation, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw StoreFaults.Unavailable();
        }

        return await operation.Completion;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await migrator.WhenReadyAsync(stoppingToken);
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                // A thread of its own, because SQLite blocks it.
                await Task.Factory.StartNew(() => WriteGroupAsync(NextGroup(), stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var operation))
                operation.Fail(StoreFaults.Unavailable());
            await store.ResetAsync();
        }
    }

    private List<BulkOperation> NextGroup()
    {
        var group = new List<BulkOperation>();
        var rows = 0;
        while (rows < options.Value.MaxRowsPerCommit && _queue.Reader.TryRead(out var operation))
        {
            if (operation.Abandoned.IsCancellationRequested)
            {
                operation.Fail(new OperationCanceledException(operation.Abandoned));
                continue;
            }

            group.Add(operation);
            rows += operation.Size;
        }

        return group;
    }

    private async Task WriteGroupAsync(List<BulkOperation> group, CancellationToken cancellationToken)
    {
        if (group.Count == 0)
            return;
        try
        {
            var number = await RetryAsync(group, cancellationToken);
            foreach (var operation in group)
                operation.Succeed(number);
        }
        catch (Exception exception) when (group.Count > 1 && !StoreFaults.IsUnavailable(exception) && !cancellationToken.IsCancellationRequested)
        {
            foreach (var operation in group)
                await WriteGroupAsync([operation], cancellationToken);
        }
        catch (Exception exception)
        {
            if (exception is not ApiException)
                Log.Failed(logger, group.Count, exception);
            foreach (var operation in group)
                operation.Fail(StoreFaults.IsUnavailable(exception) || cancellationToken.IsCancellationRequested ? StoreFaults.Unavailable() : exception);
        }
    }

    private async Task<long> RetryAsync(List<BulkOperation> group, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await CommitAsync(group, cancellationToken);
            }
            catch (Exception exception) when (StoreFaults.IsUnavailable(exception) && attempt < options.Value.Retries && !cancellationToken.IsCancellationRequested)
            {
                Log.Retrying(logger, attempt + 1, exception);
                if (attempt > 0)
                    await Task.Delay(options.Value.RetryDelay, time, cancellationToken);
            }
        }
    }

    private async Task<long> CommitAsync(List<BulkOperation> group, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await store.BeginAsync(cancellationToken);
            foreach (var operation in group)
                await operation.ExecuteAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            signal.NotifyCommitted();
            return transaction.Changes.Last;
        }
        catch (Exception exception) when (exception is not ApiException)
        {
            await store.ResetAsync();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1011, LogLevel.Warning, "A commit failed; try {Attempt} follows")]
        public static partial void Retrying(ILogger logger, int attempt, Exception exception);

        [LoggerMessage(1012, LogLevel.Error, "{Count} operations could not be written")]
        public static partial void Failed(ILogger logger, int count, Exception exception);
    }
}
