using MicroSeg.Audience.Rules;

namespace MicroSeg.Audience.Evaluation;

/// <summary>A step of a sequence in a plan.</summary>
/// <param name="Lane">The place of its event type among the sequence's.</param>
/// <param name="Selection">The events that may be it.</param>
internal sealed record ChainStep(int Lane, PlanNode Selection);

/// <summary>
/// Follows the chains of one customer's events of one value, second by second. What is kept is, for each number of steps, until when a chain of so
/// many can go on: however it began, the one that can go on longest stands for all.
/// </summary>
internal ref struct SequenceChains
{
    private const long Never = long.MinValue;

    private readonly ChainStep[] _steps;
    private readonly RuleDuration? _gap;
    private readonly ZoneClock? _clock;
    private readonly bool _completed;
    private readonly Span<long> _until;
    private readonly Span<int> _used;
    private readonly Span<(long At, long Deadline)> _waiting;
    private int _waitingCount;

    /// <summary>Starts before the first event.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="gap">The longest time from one step to the next, or null.</param>
    /// <param name="clock">The customer's clock, where that depends on it.</param>
    /// <param name="completed">Whether whole chains are sought, rather than those that lack the last step.</param>
    /// <param name="until">Room for a number for each step.</param>
    /// <param name="used">Room for a number for each type.</param>
    /// <param name="waiting">Room for a pair for each second with events, when whole chains are not sought.</param>
    public SequenceChains(ChainStep[] steps, RuleDuration? gap, ZoneClock? clock, bool completed, Span<long> until, Span<int> used, Span<(long At, long Deadline)> waiting)
    {
        (_steps, _gap, _clock, _completed) = (steps, gap, clock, completed);
        _until = until;
        _used = used;
        _waiting = waiting;
        _until.Fill(Never);
        _until[0] = long.MaxValue;
    }

    /// <summary>When the latest chain that was sought ended; null when there is none.</summary>
    public long? Latest { get; private set; }

    /// <summary>Takes the events of the next second.</summary>
    public void Take(ReadOnlySpan<SequenceEntry> events)
    {
        var time = events[0].Time;
        if (!_completed)
            Settle(events, time);
        var reached = events.Length == 1 ? ReachedByOne(events[0]) : ReachedBySeveral(events);
        if (_completed && (reached >> _steps.Length & 1) != 0)
            Latest = time;
        reached &= ~(1 << _steps.Length);
        if (reached == 0)
            return;
        // Asked before this second's chains are taken among those that can go on.
        var isLeftOpen = !_completed && (reached >> (_steps.Length - 1) & 1) != 0 && (events.Length == 1 || IsAnyLeftOpen(events));
        var deadline = _gap is not { } gap ? long.MaxValue : _clock?.Shift(time, gap, 1) ?? time + gap.Seconds;
        for (var step = 1; step < _steps.Length; step++)
        {
            if ((reached >> step & 1) != 0)
                _until[step] = Math.Max(_until[step], deadline);
        }

        if (isLeftOpen)
            _waiting[_waitingCount++] = (time, deadline);
    }

    /// <summary>Takes note that there are no more events up to an instant; gives the earliest deadline that is yet to pass, or the largest number.</summary>
    public long Finish(long asOf)
    {
        var next = long.MaxValue;
        foreach (var (at, deadline) in _waiting[.._waitingCount])
        {
            if (deadline < asOf)
                Found(at);
            else
                next = Math.Min(next, deadline);
        }

        return next;
    }

    private void Found(long at) => Latest = Math.Max(Latest ?? at, at);

    /// <summary>The last step completes all chains that have waited for it and could; for the others it comes too late.</summary>
    private void Settle(ReadOnlySpan<SequenceEntry> events, long time)
    {
        var last = 0;
        foreach (var e in events)
            last |= e.Steps;
        if ((last >> (_steps.Length - 1) & 1) == 0)
            return;
        foreach (var (at, deadline) in _waiting[.._waitingCount])
        {
            if (deadline < time)
                Found(at);
        }

        _waitingCount = 0;
    }

    /// <summary>The numbers of steps, as bits, that chains ending with the one event of a second have.</summary>
    private readonly int ReachedByOne(in SequenceEntry e)
    {
        var reached = 0;
        for (var step = 0; step < _steps.Length; step++)
        {
            if ((e.Steps >> step & 1) != 0 && _until[step] >= e.Time)
                reached |= 2 << step;
        }

        return reached;
    }

    /// <summary>The same where a second has several events, of which a chain may take more than one.</summary>
    private readonly int ReachedBySeveral(ReadOnlySpan<SequenceEntry> events)
    {
        var reached = 0;
        for (var start = 0; start < _steps.Length; start++)
        {
            if (_until[start] < events[0].Time)
                continue;
            _used.Fill(-1);
            for (var step = start; step < _steps.Length && TryUseNext(events, step); step++)
                reached |= 2 << step;
        }

        return reached;
    }

    /// <summary>Whether some event of the second ends a chain of all steps but the last, and no event of the same second completes one with it.</summary>
    private readonly bool IsAnyLeftOpen(ReadOnlySpan<SequenceEntry> events)
    {
        var before = _steps.Length - 2;
        for (var i = 0; i < events.Length; i++)
        {
            if ((events[i].Steps >> before & 1) == 0)
                continue;
            var (ends, goesOn) = (false, false);
            for (var start = 0; start <= before && !goesOn; start++)
            {
                if (_until[start] < events[0].Time || !CanEndWith(events, start, before, i))
                    continue;
                ends = true;
                goesOn = TryUseNext(events, _steps.Length - 1);
            }

            if (ends && !goesOn)
                return true;
        }

        return false;
    }

    private readonly bool CanEndWith(ReadOnlySpan<SequenceEntry> events, int start, int step, int last)
    {
        _used.Fill(-1);
        for (var s = start; s < step; s++)
        {
            if (!TryUseNext(events, s))
                return false;
        }

        ref var used = ref _used[_steps[step].Lane];
        if (used >= last)
            return false;
        used = last;
        return true;
    }

    /// <summary>Uses, for a step, the first event of its type behind those that are used up: what leaves most for the steps to come.</summary>
    private readonly bool TryUseNext(ReadOnlySpan<SequenceEntry> events, int step)
    {
        var lane = _steps[step].Lane;
        for (var i = _used[lane] + 1; i < events.Length; i++)
        {
            if (events[i].Lane == lane && (events[i].Steps >> step & 1) != 0)
            {
                _used[lane] = i;
                return true;
            }
        }

        return false;
    }
}
