using System.Collections.Immutable;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Membership.ByCustomer;
using MicroSeg.Api.Segments;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Computes who belongs to which segment, and keeps it true: a batch of changes evaluates the customers that it touched, once each, for the
/// segments that watch what changed; customers whose answers may change by time alone are evaluated at the second at which they are due; anything
/// larger is evaluated aside over all customers and then swapped in at once.
/// </summary>
/// <remarks>
/// <para><see cref="LiveAudience.Writer"/> guards everything here that changes but <see cref="State"/>, which is replaced as a whole and read without.
/// Customers who are touched while an evaluation goes on are evaluated again, one by one, before its result is swapped in.</para>
/// <para>The service's instant is that of <see cref="State"/> or a later one, whatever the clock says, so that a clock that is set back neither undoes
/// nor repeats anything. While many customers are due it lags behind the clock, and what happens meanwhile is judged at the second that has been
/// reached: everything is recorded in the order of time.</para>
/// </remarks>
internal sealed partial class MembershipEngine(
    LiveAudience audience,
    SegmentCatalog catalog,
    MembershipJournal journal,
    MembershipLog log,
    MembershipFacts facts,
    PastFacts past,
    EvaluationOptions options,
    TimeProvider time,
    ILogger<MembershipEngine> logger) : IAudienceFollower, IDisposable
{
    private readonly SemaphoreSlim _evaluating = new(1);
    private readonly CustomerEvaluator _evaluator = new(options);
    private readonly TransitionCollector _flips = new();
    private readonly SegmentRows _rows = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MembershipState _state = MembershipState.Nothing;
    private HashSet<int>? _touchedMeanwhile;
    private (ImmutableArray<LiveSegment> Sources, AudienceSchema Schema)? _failure;

    /// <summary>What is answered now.</summary>
    public MembershipState State => _state;

    /// <summary>Whether there are answers.</summary>
    public bool IsLoaded => _loaded.Task.IsCompletedSuccessfully;

    /// <summary>Completes when there are answers.</summary>
    public Task WhenLoadedAsync(CancellationToken cancellationToken) => _loaded.Task.WaitAsync(cancellationToken);

    /// <summary>Completes when the next state is there. Take it before looking at the present one.</summary>
    public Task Progress => _progress.Task;

    /// <inheritdoc/>
    public async Task RecomputeAsync(CancellationToken cancellationToken)
    {
        if (IsLoaded)
        {
            await EvaluateAsync(EvaluationScope.All, MembershipCause.Import, cancellationToken);
            return;
        }

        await catalog.WhenLoadedAsync(cancellationToken);
        await StartAsync(await log.FoldAsync(cancellationToken), cancellationToken);
        _loaded.TrySetResult();
        DueSooner?.Invoke();
    }

    /// <summary>Evaluates all customers for the segments of a scope, and for those whose definition changed.</summary>
    public async Task EvaluateAsync(EvaluationScope scope, MembershipCause cause, CancellationToken cancellationToken)
    {
        await _evaluating.WaitAsync(cancellationToken);
        try
        {
            var sources = Sources();
            if (scope == EvaluationScope.Redefined && (_state.Sources.SequenceEqual(sources) || HasFailed(sources)))
                return;
            await LearnPastAsync(sources, cancellationToken);
            await SettleAsync(cancellationToken);
            FullEvaluation? evaluation;
            // What was applied until the instant of the evaluation happened before it, and what comes later is remembered.
            lock (audience.Writer)
            {
                _touchedMeanwhile = [];
                var asOf = Settle();
                CapturePast(asOf);
                evaluation = Prepare(sources, scope, asOf);
            }

            if (evaluation is null)
                return;
            var (sets, due) = await evaluation.RunAsync(audience, options, cancellationToken);
            await SettleAsync(cancellationToken);
            lock (audience.Writer)
                Swap(evaluation, sets, due, cause);
        }
        finally
        {
            lock (audience.Writer)
                _touchedMeanwhile = null;
            _evaluating.Release();
        }
    }

    public void Dispose() => _evaluating.Dispose();

    private FullEvaluation? Prepare(ImmutableArray<LiveSegment> sources, EvaluationScope scope, DateTimeOffset asOf)
    {
        try
        {
            audience.Adopt(catalog.Schema);
            var evaluation = FullEvaluation.Of(_state, sources, audience, scope, asOf);
            _failure = null;
            return evaluation;
        }
        catch (ArgumentException exception)
        {
            Log.NotCompiled(logger, exception);
            _failure = (sources, catalog.Schema);
            return scope == EvaluationScope.Redefined ? null : FullEvaluation.Of(_state, _state.Sources, audience, scope, asOf);
        }
    }

    private bool HasFailed(ImmutableArray<LiveSegment> sources) => _failure is { } failed && ReferenceEquals(failed.Schema, catalog.Schema) && failed.Sources.SequenceEqual(sources);

    private ImmutableArray<LiveSegment> Sources() => [.. catalog.Segments.Values.Where(s => s.Rule is not null)];

    /// <summary>Puts an evaluation's result in the place of what was answered until now.</summary>
    private void Swap(FullEvaluation evaluation, CustomerSet[] sets, DueTimes due, MembershipCause cause)
    {
        var now = Settle();
        CapturePast(now);
        Patch(evaluation, sets, due, now);
        var before = _state;
        var segments = ImmutableArray.CreateBuilder<SegmentMembers>(evaluation.Sources.Length);
        var differing = 0;
        for (var i = 0; i < evaluation.Sources.Length; i++)
        {
            var source = evaluation.Sources[i];
            var known = before.KeyOf(source) is { } key ? before.Find(key)! : new SegmentMembers(source.Key, source.Version, CustomerSet.Empty, MemberTimes.Empty);
            known = known with { Key = source.Key, Version = source.Version, Exits = evaluation.Pasts.Contains(source.Key) ? known.Exits ?? MemberTimes.Empty : null };
            if (evaluation.ResultOf(i) is not (>= 0 and var result))
            {
                segments.Add(known);
                continue;
            }

            var entered = known.Members.Count == 0 ? sets[result] : sets[result].AndNot(known.Members);
            var exited = known.Members.AndNot(sets[result]);
            segments.Add(known.With(sets[result], entered, exited, now));
            Record(source.Key, source.Version, now, evaluation.EditOf(i) ?? cause, entered, exited);
            differing += evaluation.EditOf(i) is null ? entered.Count + exited.Count : 0;
        }

        foreach (var source in evaluation.Sources)
        {
            if (before.KeyOf(source) is { } former && former != source.Key)
                journal.Rename(former, source.Key);
        }

        var kept = evaluation.Sources.Select(before.KeyOf).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in before.Segments.Where(s => !kept.Contains(s.Key)))
            Record(gone.Key, gone.Version, now, MembershipCause.Definition, CustomerSet.Empty, gone.Members);
        if (cause == MembershipCause.Recovery && differing > 0)
            Log.Differed(logger, differing);
        if (evaluation.IsComplete)
            _due = due;
        else
            _due.Lower(due);
        Publish(new MembershipState(evaluation.Plan, segments.MoveToImmutable(), evaluation.Sources, now));
        DueSooner?.Invoke();
    }

    /// <summary>Evaluates again whoever was touched, or came to be due, since the evaluation began.</summary>
    private void Patch(FullEvaluation evaluation, CustomerSet[] sets, DueTimes due, DateTimeOffset now)
    {
        var again = new List<int>(_touchedMeanwhile!);
        due.Take(now.ToUnixTimeSeconds(), int.MaxValue - again.Count, again);
        again.Sort();
        var plan = evaluation.Subset;
        int[] all = [.. Enumerable.Range(0, plan.Segments.Length)];
        EvaluateMany(new CustomerEvaluator(evaluation.With(options)), plan, [.. again.Distinct()], all, now, (segment, ordinal, holds) =>
        {
            if (holds != sets[segment].Contains(ordinal))
                _flips.Add(segment, MembershipCause.Event, ordinal, holds);
        }, due);
        foreach (var (segment, _, entered, exited) in _flips.Drain())
            sets[segment] = Edit(sets[segment], entered, exited);
    }

    private void Record(string segment, long version, DateTimeOffset at, MembershipCause cause, CustomerSet entered, CustomerSet exited)
    {
        if (entered.Count > 0 || exited.Count > 0)
            journal.Add(new Transition(segment, version, Transition.Moment(at), cause, entered, exited));
    }

    /// <summary>Makes a state the answer. What its segments have more or less than before is in the rows already, or else sought.</summary>
    private void Publish(MembershipState state, bool areRowsCurrent = false)
    {
        state = state with { Rows = _rows };
        if (!areRowsCurrent)
        {
            _rows.Begin();
            _rows.Change(_state, state);
        }

        facts.Publish(state);
        _state = state;
        _rows.End(state);
        Interlocked.Exchange(ref _progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private static CustomerSet Edit(CustomerSet set, CustomerSet entered, CustomerSet exited)
    {
        // One customer copies one container; many are merged at once.
        set = entered.Count switch { 0 => set, 1 => set.With(entered.Select(0)), _ => set.Or(entered) };
        return exited.Count switch { 0 => set, 1 => set.Without(exited.Select(0)), _ => set.AndNot(exited) };
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Error, "The segments cannot be compiled together; those of before are served on")]
        public static partial void NotCompiled(ILogger logger, Exception exception);

        [LoggerMessage(2202, LogLevel.Error, "An evaluation of all customers found {Count} entries and exits that had been missed; they are put right and recorded now")]
        public static partial void Differed(ILogger logger, int count);

        [LoggerMessage(2203, LogLevel.Error, "A rule asks who was in segment {Segment} at an instant of which no history is kept: it is taken that no one was")]
        public static partial void PastUnknown(ILogger logger, string segment, Exception exception);
    }
}
