using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Transitions that have happened on this node: those that are not in the membership log yet, and the latest that are. No more than
/// <see cref="MembershipOptions.MaxWaiting"/> wait; those beyond are let go, and whoever writes the log then compares members instead.
/// </summary>
internal sealed class MembershipJournal(IOptions<MembershipOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _latest = new(StringComparer.Ordinal);
    private List<Transition> _written = [];
    private List<Transition> _taken = [];
    private List<Transition> _waiting = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _from = DateTimeOffset.UnixEpoch;
    private bool _isBroken;
    private bool _isTakenBroken;

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
            _arrival.TrySetResult();
            if (_isBroken)
                return;
            if (_latest.TryGetValue(transition.Segment, out var index) && _waiting[index].Absorbs(transition))
            {
                _waiting[index] = _waiting[index].With(transition);
                return;
            }

            _isBroken = _taken.Count + _waiting.Count >= options.Value.MaxWaiting;
            if (_isBroken)
                return;
            _latest[transition.Segment] = _waiting.Count;
            _waiting.Add(transition);
        }
    }

    /// <summary>Gives what happened to a segment to the key that it has now.</summary>
    public void Rename(string from, string to)
    {
        lock (_lock)
        {
            foreach (var transitions in (List<Transition>[])[_written, _taken, _waiting])
            {
                for (var i = 0; i < transitions.Count; i++)
                    transitions[i] = transitions[i].Segment == from ? transitions[i] with { Segment = to } : transitions[i];
            }

            _latest.Clear();
        }
    }

    /// <summary>Takes all that waits, in order. <see cref="Written"/> or <see cref="Return"/> says what became of it.</summary>
    /// <param name="now">The time. Nothing lies after it: where the clock was set back, what is later is taken to have happened now.</param>
    /// <param name="isComplete">False when some were let go since the last time.</param>
    public IReadOnlyList<Transition> TakeAll(DateTimeOffset now, out bool isComplete)
    {
        lock (_lock)
        {
            isComplete = !_isBroken;
            _isTakenBroken = _isBroken;
            _isBroken = false;
            _taken = AtLatest(now, _waiting);
            _written = AtLatest(now, _written);
            _waiting = [];
            _latest.Clear();
            if (_arrival.Task.IsCompleted)
                _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _taken;
        }
    }

    /// <summary>Says what was written in the place of what was taken, and from when on it is still asked for here.</summary>
    public void Written(IEnumerable<Transition> written, DateTimeOffset from)
    {
        lock (_lock)
        {
            _from = from;
            _written = [.. _written.Concat(written).Where(t => t.At >= from)];
            _taken = [];
            _isTakenBroken = false;
        }
    }

    /// <summary>Says that what was taken could not be written: it waits again.</summary>
    public void Return()
    {
        lock (_lock)
        {
            if (_taken.Count > 0 || _isTakenBroken)
                _arrival.TrySetResult();
            PutBack();
        }
    }

    /// <summary>Says that another node writes the log. What it has not written yet is kept, in case that this node takes over.</summary>
    /// <param name="from">What is before is in the log.</param>
    public void StandBy(DateTimeOffset from)
    {
        lock (_lock)
        {
            PutBack();
            _from = from;
            _waiting.RemoveAll(t => t.At < from);
            _written.RemoveAll(t => t.At < from);

            // What was let go came after what waited, and who takes over compares members anyway.
            _isBroken &= _waiting.Count > 0;
        }
    }

    /// <summary>What happened since the log was last complete, in order, written or not.</summary>
    /// <param name="from">The log is asked for what happened before.</param>
    /// <param name="isWhole">False when some were let go.</param>
    public IReadOnlyList<Transition> Recent(out DateTimeOffset from, out bool isWhole)
    {
        lock (_lock)
        {
            from = _from;
            isWhole = !_isBroken && !_isTakenBroken;
            return [.. _written, .. _taken, .. _waiting];
        }
    }

    private void PutBack()
    {
        _waiting = [.. _taken, .. _waiting];
        _taken = [];
        _isBroken |= _isTakenBroken;
        _isTakenBroken = false;
        _latest.Clear();
    }

    private static List<Transition> AtLatest(DateTimeOffset now, List<Transition> transitions) =>
        transitions.TrueForAll(t => t.At <= now) ? transitions : transitions.ConvertAll(t => t.At <= now ? t : t with { At = Transition.Moment(now) });
}
