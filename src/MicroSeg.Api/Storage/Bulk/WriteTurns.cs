namespace MicroSeg.Api.Storage.Bulk;

/// <summary>
/// Tells the bulk writer that others wait for the store's one write lock, so that a long load lets edits of definitions in between.
/// Nobody waits here where a store has finer locks.
/// </summary>
internal sealed class WriteTurns
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _wanted = NewSignal();
    private TaskCompletionSource _served = NewSignal();
    private int _waiting;

    /// <summary>Whether somebody waits.</summary>
    public bool IsWanted => Volatile.Read(ref _waiting) > 0;

    /// <summary>Completes when somebody waits.</summary>
    public Task Wanted
    {
        get
        {
            lock (_lock)
                return _waiting > 0 ? Task.CompletedTask : _wanted.Task;
        }
    }

    /// <summary>Completes when nobody waits any more.</summary>
    public Task Served
    {
        get
        {
            lock (_lock)
                return _waiting == 0 ? Task.CompletedTask : _served.Task;
        }
    }

    /// <summary>Somebody begins to wait.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            if (_waiting++ > 0)
                return;
            _served = NewSignal();
            _wanted.TrySetResult();
        }
    }

    /// <summary>Somebody has the lock, or has given up.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_waiting > 0)
                return;
            _wanted = NewSignal();
            _served.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
