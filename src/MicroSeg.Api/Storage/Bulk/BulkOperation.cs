namespace MicroSeg.Api.Storage.Bulk;

/// <summary>Something to write, all of it or nothing. It shares a transaction with others that wait at the same time.</summary>
internal abstract class BulkOperation
{
    private readonly TaskCompletionSource _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>About how many rows it writes.</summary>
    public abstract int Size { get; }

    /// <summary>
    /// Whoever wanted it sends more of the same kind, and waits for the commit only at the end: the transaction may stay open for it.
    /// Such an operation lets go of its rows once they are written, so it cannot be tried again when the commit fails.
    /// </summary>
    public bool MoreFollows { get; init; }

    /// <summary>The one of the same body that comes before it: when that fails, so does this one.</summary>
    public BulkOperation? Predecessor { get; set; }

    /// <summary>Nothing of it was written.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whoever wanted it has gone; it need not begin.</summary>
    public CancellationToken Abandoned { get; set; }

    /// <summary>Completes when it has been written, though not yet committed, or has failed.</summary>
    public Task Executed => _executed.Task;

    /// <summary>Whether it has let go of its rows.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>Writes it. It may be called again, when the transaction that it was in has failed. An <see cref="Web.ApiException"/> refuses it, before anything was written.</summary>
    public abstract Task ExecuteAsync(BulkTransaction transaction, CancellationToken cancellationToken);

    /// <summary>It is on the disk.</summary>
    /// <param name="number">The last change number of the transaction.</param>
    public abstract void Succeed(long number);

    /// <summary>Nothing of it was written.</summary>
    public virtual void Fail(Exception exception)
    {
        HasFailed = true;
        _executed.TrySetResult();
    }

    /// <summary>It has been written.</summary>
    public void EndExecution()
    {
        if (MoreFollows)
        {
            Release();
            IsReleased = true;
        }

        _executed.TrySetResult();
    }

    /// <summary>Lets go of the rows.</summary>
    protected virtual void Release()
    {
    }
}

/// <summary>An operation that has a result.</summary>
internal abstract class BulkOperation<TResult> : BulkOperation
{
    private readonly TaskCompletionSource<Committed<TResult>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    /// <summary>Completes when it is on the disk, or fails when nothing of it is.</summary>
    public Task<Committed<TResult>> Completion => _completion.Task;

    public sealed override async Task ExecuteAsync(BulkTransaction transaction, CancellationToken cancellationToken) =>
        _result = await WriteAsync(transaction, cancellationToken);

    public sealed override void Succeed(long number)
    {
        Predecessor = null;
        _completion.TrySetResult(new(_result!, number));
    }

    public sealed override void Fail(Exception exception)
    {
        base.Fail(exception);
        _completion.TrySetException(exception);
    }

    protected abstract Task<TResult> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken);
}

/// <summary>The result of an operation that is on the disk.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Number">The change number up to which it can be seen.</param>
internal readonly record struct Committed<TResult>(TResult Result, long Number);
