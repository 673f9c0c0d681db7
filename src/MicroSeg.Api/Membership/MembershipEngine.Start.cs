using System.Collections.Immutable;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Membership;

/// <content>
/// The start, and what is read of the past. The members that the log tells are taken up as of the instant up to which it is complete; what would have
/// changed by time alone since is made up for, each change at its own second; and what differs because of data that came while nobody watched is
/// recorded as of now.
/// </content>
internal sealed partial class MembershipEngine
{
    // By segment, while the time since the log's end is made up for: whose membership is not what the log tells, so that it is settled at the end.
    private CustomerSet[]? _unsettled;

    // The instants, in seconds since 1970, of which rules ask who belonged to which segments.
    private ImmutableArray<(string Segment, long Seconds)> _awaited = [];

    private bool IsUnsettled(int segment, int ordinal) => _unsettled is { } unsettled && unsettled[segment].Contains(ordinal);

    private async Task StartAsync(FoldedLog folded, CancellationToken cancellationToken)
    {
        var isFirst = log.CompleteUntil <= DateTimeOffset.UnixEpoch;
        var from = isFirst ? time.GetUtcNow() : Transition.Moment(log.CompleteUntil);
        var evaluation = Prepare(Sources(), EvaluationScope.All, from)!;
        Publish(new MembershipState(
            evaluation.Plan,
            [.. evaluation.Sources.Select(s => (s, folded.Find(s.Key))).Select(s => new SegmentMembers(s.s.Key, s.s.Version, s.Item2.Members, s.Item2.Times))],
            evaluation.Sources,
            from));
        await LearnPastAsync(evaluation.Sources, cancellationToken);
        var (sets, due) = await evaluation.RunAsync(audience, options, cancellationToken);
        _due = due;
        _unsettled = [.. sets.Select((set, i) => set.AndNot(_state.Segments[i].Members).Or(_state.Segments[i].Members.AndNot(set)))];
        await SettleAsync(cancellationToken);
        lock (audience.Writer)
            Recover(evaluation, folded);
    }

    /// <summary>Records what the log does not tell: what came while nobody watched, or was not written down before a crash.</summary>
    private void Recover(FullEvaluation evaluation, FoldedLog folded)
    {
        var now = Now();
        var state = _state;
        var causes = evaluation.Sources.Select(s => CauseOf(s, folded.Find(s.Key))).ToArray();
        int[] ordinals = [.. _unsettled!.Aggregate(CustomerSet.Empty, (all, set) => all.Or(set))];
        _unsettled = null;
        EvaluateMany(_evaluator, state.Plan, ordinals, Enumerable.Range(0, state.Segments.Length).ToArray(), now, (segment, ordinal, holds) =>
        {
            if (holds != state.Segments[segment].Members.Contains(ordinal))
                _flips.Add(segment, causes[segment], ordinal, holds);
        }, _due);
        Commit(now);
        foreach (var (key, known) in folded.Segments.Where(s => evaluation.Plan.IndexOf(s.Key) < 0))
            Record(key, known.Version, now, MembershipCause.Definition, CustomerSet.Empty, known.Members);
    }

    /// <summary>Why members are not what the log tells, when that is found at the start.</summary>
    private static MembershipCause CauseOf(LiveSegment segment, Folded known) =>
        known.Version == segment.Version ? MembershipCause.Recovery
        : segment is { Kind: SegmentKind.List, Status: SegmentStatus.Active } ? MembershipCause.List
        : MembershipCause.Definition;

    /// <summary>Reads what rules ask of the past and is not at hand, before they are evaluated.</summary>
    private async Task LearnPastAsync(ImmutableArray<LiveSegment> sources, CancellationToken cancellationToken)
    {
        var references = sources.Select(s => s.Rule!.References).ToList();
        await LearnMembersAsync([.. references.SelectMany(r => r.Instants), .. _state.Instants], cancellationToken);
        foreach (var key in references.SelectMany(r => r.Pasts).Distinct(StringComparer.Ordinal))
        {
            // Kept from here on, so that what happens while the rest is read is not lost.
            if (!TryEditExits(key, exits => exits is null ? MemberTimes.Empty : null))
                continue;
            var before = await past.ExitsAsync(key, cancellationToken);
            TryEditExits(key, exits => exits!.After(before));
        }
    }

    private async Task LearnMembersAsync(HashSet<(string Segment, long Seconds)> instants, CancellationToken cancellationToken)
    {
        DateTimeOffset asOf;
        lock (audience.Writer)
        {
            // What comes from here on is captured when it is reached, also while the rest is read.
            _awaited = [.. instants];
            asOf = _state.AsOf;
        }

        var sets = ImmutableDictionary.CreateBuilder<(string, long), CustomerSet>();
        foreach (var instant in instants)
        {
            try
            {
                sets.AddRange(await past.MembersAsync([instant], asOf, facts.Past, cancellationToken));
            }
            catch (ApiException exception)
            {
                Log.PastUnknown(logger, instant.Segment, exception);
                sets[instant] = CustomerSet.Empty;
            }
        }

        lock (audience.Writer)
            facts.Publish(sets.ToImmutable().SetItems(facts.Past.Where(known => instants.Contains(known.Key))));
    }

    private bool TryEditExits(string key, Func<MemberTimes?, MemberTimes?> edit)
    {
        lock (audience.Writer)
        {
            if (_state.Plan.IndexOf(key) is not (>= 0 and var index) || edit(_state.Segments[index].Exits) is not { } exits)
                return false;
            Publish(_state with { Segments = _state.Segments.SetItem(index, _state.Segments[index] with { Exits = exits }) });
            return true;
        }
    }

    /// <summary>Keeps who belongs to a segment at an instant that rules ask for, when all that is due by then has been settled.</summary>
    private void CapturePast(DateTimeOffset before)
    {
        var (known, state) = (facts.Past, _state);
        foreach (var (segment, seconds) in _awaited)
        {
            if (seconds < before.ToUnixTimeSeconds() && seconds >= state.AsOf.ToUnixTimeSeconds() && !known.ContainsKey((segment, seconds)) && state.Find(segment) is { } members)
                facts.Publish(known = known.Add((segment, seconds), members.Members));
        }
    }
}
