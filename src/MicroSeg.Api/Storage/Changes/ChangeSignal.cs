namespace MicroSeg.Api.Storage.Changes;

/// <summary>
/// Wakes whoever tails the change sequence: called after a commit on this node, and by the bus when another node committed.
/// Without it the tails find changes by polling.
/// </summary>
internal sealed class ChangeSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised by <see cref="NotifyCommitted"/>, so that a bus can tell the other nodes.</summary>
    public event Action? Committed;

    /// <summary>Completes at the next wake-up. Take it before reading the sequence, so that none is missed between reading and waiting.</summary>
    public Task Next => _next.Task;

    /// <summary>Something was committed on this node.</summary>
    public void NotifyCommitted()
    {
        Wake();
        Committed?.Invoke();
    }

    /// <summary>Something was committed somewhere.</summary>
    public void Wake() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
