using System.Runtime.InteropServices;
using MicroSeg.Api.Audience;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <content>What happens.</content>
internal sealed partial class MembershipEngine
{
    // The instant at which the batch that is being taken is judged.
    private DateTimeOffset _batchInstant;

    /// <inheritdoc/>
    public void Begin()
    {
        // Who was due before must not be judged by what comes now.
        if (IsLoaded)
            _batchInstant = Settle();
    }

    /// <inheritdoc/>
    public void Apply(AudienceBatch batch)
    {
        if (!IsLoaded)
            return;
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
                Evaluate(ordinal, selection, Select(touches[..count], selection), _batchInstant);
            touches = touches[count..];
        }

        foreach (var ordinal in batch.Erased)
            Erase(ordinal);
        Commit(_batchInstant);
    }

    /// <summary>Selects the segments that watch what was touched of one customer.</summary>
    /// <returns>What a change of membership is put down to.</returns>
    private MembershipCause Select(ReadOnlySpan<Touch> touches, SegmentSelection selection)
    {
        var cause = MembershipCause.Attribute;
        foreach (var touch in touches)
        {
            switch (touch.Kind)
            {
                case TouchKind.Event:
                    cause = MembershipCause.Event;
                    selection.Add(_state.Plan.WatchersOfEvent(touch.Index));
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

    /// <summary>Evaluates one customer for the selected segments, notes what changes and when he is due, and empties the selection.</summary>
    private void Evaluate(int ordinal, SegmentSelection selection, MembershipCause cause, DateTimeOffset at)
    {
        _touchedMeanwhile?.Add(ordinal);
        var segments = selection.Take();
        if (segments.IsEmpty)
            return;
        var state = _state;
        var verdicts = selection.Verdicts;
        _evaluator.Evaluate(state.Plan, audience.Index, ordinal, at, segments, verdicts, out var next);
        foreach (var segment in segments)
        {
            var holds = (verdicts[segment >> 6] >> segment & 1) != 0;
            if (holds != state.Segments[segment].Members.Contains(ordinal))
                _flips.Add(segment, cause, ordinal, holds);
        }

        // What the other segments said of him stands.
        LowerDue(ordinal, next);
    }

    private void Erase(int ordinal)
    {
        _touchedMeanwhile?.Add(ordinal);
        _due.Set(ordinal, long.MaxValue);
        for (var i = 0; i < _state.Segments.Length; i++)
        {
            if (_state.Segments[i].Members.Contains(ordinal))
                _flips.Add(i, MembershipCause.Erasure, ordinal, entered: false);
        }
    }

    /// <summary>Makes what has been noted the answer as of an instant.</summary>
    private void Commit(DateTimeOffset at)
    {
        CapturePast(at);
        var state = _state;
        var changes = new List<(int Segment, CustomerSet Entered, CustomerSet Exited)>();
        if (!_flips.IsEmpty)
        {
            var segments = state.Segments.ToBuilder();
            foreach (var (segment, cause, entered, exited) in _flips.Drain())
            {
                var known = segments[segment];
                segments[segment] = known.With(Edit(known.Members, entered, exited), entered, exited, at);
                changes.Add((segment, entered, exited));
                Record(known.Key, known.Version, at, cause, entered, exited);
            }

            state = state with { Segments = segments.DrainToImmutable() };
        }

        _rows.Begin();
        foreach (var (segment, entered, exited) in changes)
            _rows.Change(state.Segments[segment].Key, state.Segments[segment].Members, entered, exited);
        Publish(state with { AsOf = at }, areRowsCurrent: true);
    }
}
