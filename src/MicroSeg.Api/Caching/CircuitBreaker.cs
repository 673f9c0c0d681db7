namespace MicroSeg.Api.Caching;

/// <summary>
/// Stops calls to something that fails. Closed: everything goes through. After so many failures in a row, open: nothing does. When
/// the pause is over, one call is let through as a probe; its outcome closes the circuit or begins another pause.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan openFor, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset? _openUntil;
    private bool _probing;

    /// <summary>Whether calls are being stopped.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _openUntil is not null;
        }
    }

    /// <summary>Whether a call may be made now. Every call that is let through must report its outcome.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_openUntil is not { } until)
                return true;
            if (_probing || time.GetUtcNow() < until)
                return false;
            _probing = true;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
            _probing = false;
            _openUntil = null;
        }
    }

    /// <summary>Reports a failure.</summary>
    /// <returns>Whether it opened the circuit.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            _failures++;
            if (_openUntil is null && _failures < failuresToOpen)
                return false;
            var opened = _openUntil is null;
            _probing = false;
            _openUntil = time.GetUtcNow() + openFor;
            return opened;
        }
    }
}
