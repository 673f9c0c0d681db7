using System.Runtime.InteropServices;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;

namespace MicroSeg.Api.Membership;

/// <content>What changes because time passes.</content>
internal sealed partial class MembershipEngine
{
    /// <summary>Customers who are evaluated in one go, while everything else waits: some milliseconds' work.</summary>
    private const int MostAtOnce = 4_096;

    // From so many of a block's 1,024 customers on, evaluating the block costs less than evaluating them.
    private const int DenseFrom = 64;

    private readonly List<int> _dueNow = [];
    private readonly BlockVerdicts _block = new();
    private DueTimes _due = new();

    /// <summary>Raised when somebody is due earlier than was known.</summary>
    public event Action? DueSooner;

    /// <summary>The second, in seconds since 1970, at which somebody is due next; null when nobody ever is.</summary>
    public long? NextDueSeconds
    {
        get
        {
            lock (audience.Writer)
                return _due.TryFindNext(out var seconds) ? seconds : null;
        }
    }

    /// <summary>
    /// Evaluates, in the order of time and each at his own second, whoever has come to be due, and answers as of now. What is due in great numbers is
    /// taken in pieces, between which other work gets its turn.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (audience.Writer)
            {
                if (TrySettle(out var reached))
                {
                    Commit(reached);
                    return;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The service's instant: that of the clock, unless the clock has been set back behind what was answered.</summary>
    private DateTimeOffset Now() => time.GetUtcNow() is var now && now > _state.AsOf ? now : _state.AsOf;

    /// <summary>Evaluates customers who have come to be due, but no more than fit in one go.</summary>
    /// <returns>The instant that has been reached: now, unless some are left.</returns>
    private DateTimeOffset Settle()
    {
        TrySettle(out var reached);
        return reached;
    }

    private bool TrySettle(out DateTimeOffset reached)
    {
        reached = Now();
        var left = MostAtOnce;
        while (_due.TryFindNext(out var seconds) && seconds <= reached.ToUnixTimeSeconds())
        {
            if (left <= 0)
            {
                reached = _state.AsOf;
                return false;
            }

            left -= SettleSome(seconds, left);
        }

        return true;
    }

    /// <summary>Evaluates some of those who are due first, as of then.</summary>
    /// <returns>How many they were.</returns>
    private int SettleSome(long seconds, int count)
    {
        // Whoever is due earlier than what has been answered came to be due by a customer's or a segment's change since.
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (at < _state.AsOf)
            at = _state.AsOf;
        CapturePast(at);
        _dueNow.Clear();
        _due.Take(seconds, count, _dueNow);
        foreach (var ordinal in _dueNow)
            _touchedMeanwhile?.Add(ordinal);
        var state = _state;
        EvaluateMany(_evaluator, state.Plan, CollectionsMarshal.AsSpan(_dueNow), state.Plan.WatchersOfTime, at, (segment, ordinal, holds) =>
        {
            if (holds != state.Segments[segment].Members.Contains(ordinal) && !IsUnsettled(segment, ordinal))
                _flips.Add(segment, MembershipCause.Time, ordinal, holds);
        }, _due);
        Commit(at);
        return _dueNow.Count;
    }

    /// <summary>Evaluates customers, given in the order of ordinals, and sets when they are due.</summary>
    private void EvaluateMany(CustomerEvaluator evaluator, RulePlan plan, ReadOnlySpan<int> ordinals, ReadOnlySpan<int> segments, DateTimeOffset at, Action<int, int, bool> tell, DueTimes due)
    {
        var verdicts = new ulong[plan.VerdictWords];
        while (!ordinals.IsEmpty)
        {
            var end = ordinals[0] - (ordinals[0] % CustomerPage.BlockSize) + CustomerPage.BlockSize;
            var count = 1;
            while (count < ordinals.Length && ordinals[count] < end)
                count++;
            if (count < DenseFrom)
            {
                foreach (var ordinal in ordinals[..count])
                {
                    evaluator.Evaluate(plan, audience.Index, ordinal, at, segments, verdicts, out var next);
                    foreach (var segment in segments)
                        tell(segment, ordinal, (verdicts[segment >> 6] >> segment & 1) != 0);
                    due.Set(ordinal, next);
                }
            }
            else
            {
                EvaluateBlock(evaluator, plan, ordinals[..count], segments, at, tell, due);
            }

            ordinals = ordinals[count..];
        }
    }

    private void EvaluateBlock(CustomerEvaluator evaluator, RulePlan plan, ReadOnlySpan<int> ordinals, ReadOnlySpan<int> segments, DateTimeOffset at, Action<int, int, bool> tell, DueTimes due)
    {
        evaluator.EvaluateBlock(plan, audience.Index, ordinals[0], at, segments, _block);
        for (var i = 0; i < segments.Length; i++)
        {
            var bits = _block.Of(i);
            foreach (var ordinal in ordinals)
                tell(segments[i], ordinal, (bits[(ordinal - _block.FirstOrdinal) >> 6] >> ordinal & 1) != 0);
        }

        foreach (var ordinal in ordinals)
            due.Set(ordinal, ordinal - _block.FirstOrdinal < _block.Count ? _block.NextChange[ordinal - _block.FirstOrdinal] : long.MaxValue);
    }

    private void LowerDue(int ordinal, long seconds)
    {
        var isFirst = !_due.TryFindNext(out var first) || seconds < first;
        _due.Lower(ordinal, seconds);
        if (isFirst && seconds != long.MaxValue)
            DueSooner?.Invoke();
    }
}
