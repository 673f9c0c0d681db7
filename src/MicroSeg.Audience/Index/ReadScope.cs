namespace MicroSeg.Audience.Index;

/// <summary>
/// While it lasts, a page stays as it is. Keep it short, and do not enter the same page twice at once: a writer that waits in between would wait
/// for ever.
/// </summary>
public readonly ref struct ReadScope : IDisposable
{
    private readonly PageLock _lock;

    internal ReadScope(PageLock @lock)
    {
        _lock = @lock;
        _lock.EnterRead();
    }

    /// <summary>Lets the writer in again.</summary>
    public void Dispose() => _lock.ExitRead();
}
