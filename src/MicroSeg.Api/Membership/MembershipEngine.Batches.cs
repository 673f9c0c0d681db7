using System.Runtime.InteropServices;
using MicroSeg.Api.Audience;

namespace MicroSeg.Api.Membership;

internal sealed partial class MembershipEngine
{
    /// <inheritdoc/>
    public void Apply(AudienceBatch batch)
    {
        if (!IsLoaded)
            return;
        var now = time.GetUtcNow();
        var selection = new SegmentSelection(_state.Plan);
        var erased = batch.Erased.Count == 0 ? null : batch.Erased.ToHashSet();
        batch.Touches.Sort(static (a, b) => a.Ordinal.CompareTo(b.Ordinal));
        var touches = CollectionsMarshal.AsSpan(batch.Touches);
        while (!touches.IsEmpty)
        {
            var ordinal = touches[0].Ordinal;
            var count = 1;
            while (count < touches.Length && touches[count].Ordinal == ordinal)
                count++;
            if (erased?.Contains(ordinal) != true)
                Evaluate(ordinal, selection, Select(touches[..count], selection, now), now);
            touches = touches[count..];
        }

        foreach (var ordinal in batch.Erased)
            Erase(ordinal);
        Commit(now);
    }

    /// <summary>Selects the segments that watch what was touched of one customer.</summary>
    /// <returns>What a change of membership is put down to.</returns>
    private MembershipCause Select(ReadOnlySpan<Touch> touches, SegmentSelection selection, DateTimeOffset now)
    {
        var cause = MembershipCause.Attribute;
        foreach (var touch in touches)
        {
            switch (touch.Kind)
            {
                case TouchKind.Event:
                    cause = MembershipCause.Event;
                    selection.Add(_state.Plan.WatchersOfEvent(touch.Index));
                    if (touch.AtSeconds > now.ToUnixTimeSeconds())
                        AddFuture(touch);
                    break;
                case TouchKind.Attribute:
                    selection.Add(_state.Plan.WatchersOfAttribute(touch.Index));
                    break;
                default:
                    selection.AddAll();
                    break;
            }
        }

        return cause;
    }

    private void AddFuture(Touch touch)
    {
        var isSooner = !(_future.NextSeconds <= touch.AtSeconds);
        _future.Add(touch.Ordinal, touch.AtSeconds);
        if (isSooner)
            DueSooner?.Invoke();
    }

    /// <summary>Evaluates one customer for the selected segments, notes what changes, and empties the selection.</summary>
    private void Evaluate(int ordinal, SegmentSelection selection, MembershipCause cause, DateTimeOffset now)
    {
        _touchedMeanwhile?.Add(ordinal);
        var segments = selection.Take();
        if (segments.IsEmpty)
            return;
        var state = _state;
        var verdicts = selection.Verdicts;
        _evaluator.Evaluate(state.Plan, audience.Index, ordinal, now, segments, verdicts);
        foreach (var segment in segments)
        {
            var holds = (verdicts[segment >> 6] >> segment & 1) != 0;
            if (holds != state.Segments[segment].Members.Contains(ordinal))
                _flips.Add(segment, cause, ordinal, holds);
        }
    }

    private void Erase(int ordinal)
    {
        _touchedMeanwhile?.Add(ordinal);
        for (var i = 0; i < _state.Segments.Length; i++)
        {
            if (_state.Segments[i].Members.Contains(ordinal))
                _flips.Add(i, MembershipCause.Erasure, ordinal, entered: false);
        }
    }

    private void Commit(DateTimeOffset now)
    {
        var state = _state;
        if (!_flips.IsEmpty)
        {
            var segments = state.Segments.ToBuilder();
            foreach (var (segment, cause, entered, exited) in _flips.Drain())
            {
                var known = segments[segment];
                segments[segment] = known with { Members = Edit(known.Members, entered, exited), Times = known.Times.With(entered, exited, now) };
                Record(known.Key, known.Version, now, cause, entered, exited);
            }

            state = state with { Segments = segments.DrainToImmutable() };
        }

        Publish(state with { AsOf = now });
    }
}
