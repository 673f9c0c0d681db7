using System.Threading.Channels;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage.Bulk;

/// <summary>
/// The one writer of intake on this node. Operations that wait together share a transaction and its wait for the disk; when one fails
/// by its own fault, the others are written without it. While nobody but long bodies waits, the transaction stays open for their next chunks:
/// the pages of an index are written once a commit, so fewer commits write far less. A full queue holds the senders back.
/// </summary>
internal sealed partial class BulkWriter(
    IBulkStore store,
    StoreMigrator migrator,
    WriteTurns turns,
    ChangeSignal signal,
    IOptions<BulkOptions> options,
    TimeProvider time,
    ILogger<BulkWriter> logger) : BackgroundService
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);
    private readonly Channel<BulkOperation> _queue = Channel.CreateBounded<BulkOperation>(options.Value.QueueLength);

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
            operation.Fail(StoreFaults.Unavailable());
        }
        catch (OperationCanceledException exception)
        {
            operation.Fail(exception);
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
                if (turns.IsWanted)
                    await Task.WhenAny(turns.Served, Task.Delay(LongestTurn, time, stoppingToken));
                // A thread of its own, because SQLite blocks it.
                await Task.Factory.StartNew(() => WriteGroupAsync(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
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

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        var group = new List<BulkOperation>();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var number = await CommitAsync(group, cancellationToken);
                foreach (var operation in group)
                    operation.Succeed(number);
                return;
            }
            catch (Exception exception)
            {
                var isUnavailable = StoreFaults.IsUnavailable(exception) || cancellationToken.IsCancellationRequested;
                var repeat = (isUnavailable && attempt < options.Value.Retries && !cancellationToken.IsCancellationRequested) || exception is BrokenOperationException;
                Log.Failed(logger, group.Count, attempt + 1, exception);
                foreach (var operation in group.Where(o => !repeat || o.IsReleased || o.Predecessor is { HasFailed: true }))
                    operation.Fail(isUnavailable || repeat ? StoreFaults.Unavailable() : exception);
                group.RemoveAll(o => o.HasFailed);
                if (group.Count == 0)
                    return;
                if (attempt > 0 && isUnavailable)
                    await Task.Delay(options.Value.RetryDelay, time, cancellationToken);
            }
        }
    }

    private async Task<long> CommitAsync(List<BulkOperation> group, CancellationToken cancellationToken)
    {
        try
        {
            if (group.Count == 0 && Next(group, cancellationToken) is { } first)
                group.Add(first);
            if (group.Count == 0)
                return 0;
            await using var transaction = await store.BeginAsync(cancellationToken);
            var rows = 0;
            foreach (var operation in group.ToList())
                rows += await ExecuteAsync(transaction, operation, group, cancellationToken);
            while (rows < options.Value.MaxRowsPerCommit && Next(group, cancellationToken) is { } operation)
            {
                group.Add(operation);
                rows += await ExecuteAsync(transaction, operation, group, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            signal.NotifyCommitted();
            return transaction.Changes.Last;
        }
        catch
        {
            await store.ResetAsync();
            throw;
        }
    }

    private static async Task<int> ExecuteAsync(BulkTransaction transaction, BulkOperation operation, List<BulkOperation> group, CancellationToken cancellationToken)
    {
        try
        {
            await operation.ExecuteAsync(transaction, cancellationToken);
            operation.EndExecution();
            return operation.Size;
        }
        catch (ApiException refusal)
        {
            group.Remove(operation);
            operation.Fail(refusal);
            return 0;
        }
        catch (Exception exception) when (!StoreFaults.IsUnavailable(exception) && !cancellationToken.IsCancellationRequested)
        {
            group.Remove(operation);
            operation.Fail(exception);
            throw new BrokenOperationException(exception);
        }
    }

    // The next operation for the transaction; null when it had better commit.
    private BulkOperation? Next(List<BulkOperation> group, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (group.Count > 0 && turns.IsWanted)
                return null;
            if (_queue.Reader.TryRead(out var operation))
            {
                if (operation.Abandoned.IsCancellationRequested)
                    operation.Fail(new OperationCanceledException(operation.Abandoned));
                else if (operation.Predecessor is { HasFailed: true })
                    operation.Fail(StoreFaults.Unavailable());
                else
                    return operation;
                continue;
            }

            if (group.Count == 0 || !store.GathersStreams || !group.TrueForAll(o => o.MoreFollows))
                return null;
            if (!WaitForMore(cancellationToken))
                return null;
        }
    }

    // Blocks, as the store does that gathers: what follows has to stay on the writer's thread.
    private bool WaitForMore(CancellationToken cancellationToken) => Task.WaitAny(
        [_queue.Reader.WaitToReadAsync(cancellationToken).AsTask(), turns.Wanted, Task.Delay(options.Value.HoldOpen, time, cancellationToken)], cancellationToken) == 0;

    /// <summary>An operation failed by its own fault, perhaps halfway: the others begin anew without it.</summary>
    private sealed class BrokenOperationException(Exception exception) : Exception("An operation failed.", exception);

    private static partial class Log
    {
        [LoggerMessage(1011, LogLevel.Warning, "{Count} operations could not be written, at attempt {Attempt}")]
        public static partial void Failed(ILogger logger, int count, int attempt, Exception exception);
    }
}
