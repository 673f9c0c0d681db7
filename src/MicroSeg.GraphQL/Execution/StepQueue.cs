namespace MicroSeg.GraphQL.Execution;

/// <summary>Steps that have become ready, in the order in which they did. Any thread may add; one takes.</summary>
internal sealed class StepQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<IExecutionStep> _steps = new();
    private TaskCompletionSource? _waiter;

    public void Add(IExecutionStep step)
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            _steps.Enqueue(step);
            waiter = _waiter;
            _waiter = null;
        }

        waiter?.SetResult();
    }

    public bool TryTake(out IExecutionStep? step)
    {
        lock (_lock)
            return _steps.TryDequeue(out step);
    }

    /// <summary>Waits until there is a step.</summary>
    /// <exception cref="OperationCanceledException">The token ended first.</exception>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_steps.Count > 0)
                return Task.CompletedTask;
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task.WaitAsync(cancellationToken);
        }
    }
}
