using MicroSeg.GraphQL.Execution;

namespace MicroSeg.GraphQL.DataLoading;

/// <summary>
/// The scheduler of one request. While an operation is executed, batches are sent when the executor has no step left to take, and delivered as
/// steps of their own, so that whatever waits for a batch goes on before the next ones are sent. Otherwise they are sent at once.
/// </summary>
internal sealed class BatchScheduler : IBatchScheduler
{
    private readonly Lock _lock = new();
    private List<IBatch> _scheduled = [];
    private StepQueue? _steps;

    public void Schedule(IBatch batch)
    {
        lock (_lock)
        {
            if (_steps is not null)
            {
                _scheduled.Add(batch);

                // The executor may be waiting already, if it is another thread that asks.
                _steps.Add(Nothing.Instance);
                return;
            }
        }

        _ = SendAsync(batch);
    }

    /// <summary>Has an execution decide from now on until what is returned is disposed.</summary>
    public IDisposable Attach(StepQueue steps)
    {
        lock (_lock)
            _steps = steps;
        return new Attachment(this);
    }

    /// <summary>Sends all batches.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Dispatch()
    {
        List<IBatch> batches;
        StepQueue steps;
        lock (_lock)
        {
            if (_scheduled.Count == 0 || _steps is null)
                return false;
            batches = _scheduled;
            steps = _steps;
            _scheduled = [];
        }

        foreach (var batch in batches)
            Send(batch, steps);
        return true;
    }

    private static void Send(IBatch batch, StepQueue steps)
    {
        var loading = batch.LoadAsync();
        if (loading.IsCompleted)
            steps.Add(new Delivery(batch));
        else
            loading.GetAwaiter().UnsafeOnCompleted(() => steps.Add(new Delivery(batch)));
    }

    private static async Task SendAsync(IBatch batch)
    {
        // Whoever asks for several keys at once gets them in one batch.
        await Task.Yield();
        await batch.LoadAsync();
        batch.Deliver();
    }

    private void Detach()
    {
        lock (_lock)
        {
            _steps = null;
            foreach (var batch in _scheduled)
                _ = SendAsync(batch);
            _scheduled = [];
        }
    }

    private sealed class Attachment(BatchScheduler scheduler) : IDisposable
    {
        public void Dispose() => scheduler.Detach();
    }

    private sealed class Delivery(IBatch batch) : IExecutionStep
    {
        public void Continue() => batch.Deliver();
    }

    private sealed class Nothing : IExecutionStep
    {
        public static Nothing Instance { get; } = new();

        public void Continue()
        {
        }
    }
}
