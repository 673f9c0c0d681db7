namespace MicroSeg.Api.Membership;

/// <summary>
/// Transitions that have happened on this node and are not in the membership log yet. When nobody takes them for long they are dropped, and
/// whoever writes the log then compares members instead.
/// </summary>
internal sealed class MembershipJournal
{
    /// <summary>So many at most wait.</summary>
    private const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _latest = new(StringComparer.Ordinal);
    private List<Transition> _waiting = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isBroken;

    /// <summary>Completes when there is something to take.</summary>
    public Task Arrival
    {
        get
        {
            lock (_lock)
                return _arrival.Task;
        }
    }

    public void Add(Transition transition)
    {
        lock (_lock)
        {
            if (_latest.TryGetValue(transition.Segment, out var index) && _waiting[index].Absorbs(transition))
            {
                _waiting[index] = _waiting[index].With(transition);
                return;
            }

            if (_waiting.Count == Capacity)
                Drop();
            _latest[transition.Segment] = _waiting.Count;
            _waiting.Add(transition);
            _arrival.TrySetResult();
        }
    }

    /// <summary>Takes all that waits, in order.</summary>
    /// <param name="isComplete">False when some were dropped since the last time.</param>
    public IReadOnlyList<Transition> TakeAll(out bool isComplete)
    {
        lock (_lock)
        {
            var taken = _waiting;
            isComplete = !_isBroken;
            _isBroken = false;
            _waiting = [];
            _latest.Clear();
            if (_arrival.Task.IsCompleted)
                _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return taken;
        }
    }

    /// <summary>Says that what was taken could not be written.</summary>
    public void Break()
    {
        lock (_lock)
        {
            Drop();
            _arrival.TrySetResult();
        }
    }

    private void Drop()
    {
        _waiting.Clear();
        _latest.Clear();
        _isBroken = true;
    }
}
