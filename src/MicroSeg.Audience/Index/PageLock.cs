namespace MicroSeg.Audience.Index;

/// <summary>
/// Lets many readers or one writer in. A waiting writer goes first, so it waits only for the readers that are inside; both sides spin, because
/// neither stays for long. Not re-entrant.
/// </summary>
internal sealed class PageLock
{
    private const int Writer = int.MinValue;
    private int _state;

    public void EnterRead()
    {
        var spin = default(SpinWait);
        while (Interlocked.Increment(ref _state) < 0)
        {
            Interlocked.Decrement(ref _state);
            while (Volatile.Read(ref _state) < 0)
                spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    public void ExitRead() => Interlocked.Decrement(ref _state);

    public void EnterWrite()
    {
        var spin = default(SpinWait);
        while ((Interlocked.Or(ref _state, Writer) & Writer) != 0)
            spin.SpinOnce(sleep1Threshold: -1);
        while (Volatile.Read(ref _state) != Writer)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    public void ExitWrite() => Interlocked.And(ref _state, ~Writer);
}
