using System.Collections.Immutable;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Segments;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Computes who belongs to which segment, and keeps it true: a batch of changes evaluates the customers that it touched, once each, for the
/// segments that watch what changed; anything larger is evaluated aside over all customers and then swapped in at once.
/// </summary>
/// <remarks>
/// <see cref="LiveAudience.Writer"/> guards everything here that changes but <see cref="State"/>, which is replaced as a whole and read without.
/// Customers who are touched while an evaluation goes on are evaluated again, one by one, before its result is swapped in.
/// </remarks>
internal sealed partial class MembershipEngine(
    LiveAudience audience,
    SegmentCatalog catalog,
    MembershipJournal journal,
    MembershipLog log,
    EvaluationOptions options,
    TimeProvider time,
    ILogger<MembershipEngine> logger) : IAudienceFollower, IDisposable
{
    private readonly SemaphoreSlim _evaluating = new(1);
    private readonly CustomerEvaluator _evaluator = new(options);
    private readonly FutureEvents _future = new();
    private readonly TransitionCollector _flips = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MembershipState _state = MembershipState.Nothing;
    private HashSet<int>? _touchedMeanwhile;
    private string? _failure;

    /// <summary>What is answered now.</summary>
    public MembershipState State => _state;

    /// <summary>Whether there are answers.</summary>
    public bool IsLoaded => _loaded.Task.IsCompletedSuccessfully;

    /// <summary>Completes when there are answers.</summary>
    public Task WhenLoadedAsync(CancellationToken cancellationToken) => _loaded.Task.WaitAsync(cancellationToken);

    /// <summary>Completes when the next state is there. Take it before looking at the present one.</summary>
    public Task Progress => _progress.Task;

    /// <summary>Raised when <see cref="NextDueSeconds"/> has come nearer.</summary>
    public event Action? DueSooner;

    /// <summary>When the next event of the future begins to exist, in seconds since 1970; null when there is none.</summary>
    public long? NextDueSeconds
    {
        get
        {
            lock (audience.Writer)
                return _future.NextSeconds;
        }
    }

    /// <inheritdoc/>
    public async Task RecomputeAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        if (IsLoaded)
        {
            await EvaluateAsync(EvaluationScope.All, MembershipCause.Import, cancellationToken);
        }
        else
        {
            await catalog.WhenLoadedAsync(cancellationToken);
            var folded = await log.FoldAsync(cancellationToken);
            await EvaluateFirstAsync(folded, cancellationToken);
            _loaded.TrySetResult();
        }

        // As of before the evaluation, so that what began to exist while it went on is due now and not forgotten.
        lock (audience.Writer)
            _future.Scan(audience.Index, before.ToUnixTimeSeconds());
        DueSooner?.Invoke();
    }

    /// <summary>Evaluates all customers for the segments of a scope, and for those whose definition changed.</summary>
    public async Task EvaluateAsync(EvaluationScope scope, MembershipCause cause, CancellationToken cancellationToken)
    {
        await _evaluating.WaitAsync(cancellationToken);
        try
        {
            // Before the instant of the evaluation is taken: what was applied until then happened before it, and what comes later is remembered.
            lock (audience.Writer)
                _touchedMeanwhile = [];
            var evaluation = Prepare(scope);
            if (evaluation is null)
                return;
            var sets = await evaluation.RunAsync(audience, options, cancellationToken);
            lock (audience.Writer)
                Swap(evaluation, sets, cause);
        }
        finally
        {
            lock (audience.Writer)
                _touchedMeanwhile = null;
            _evaluating.Release();
        }
    }

    /// <summary>Evaluates the customers whose events of the future have come to exist.</summary>
    public void ApplyDue()
    {
        lock (audience.Writer)
        {
            var now = time.GetUtcNow();
            var due = new HashSet<int>();
            while (_future.TryTake(now.ToUnixTimeSeconds(), out var ordinal))
                due.Add(ordinal);
            if (due.Count == 0)
                return;
            var selection = new SegmentSelection(_state.Plan);
            foreach (var ordinal in due)
            {
                selection.AddAll();
                Evaluate(ordinal, selection, MembershipCause.Time, now);
            }

            Commit(now);
        }
    }

    public void Dispose() => _evaluating.Dispose();

    private async Task EvaluateFirstAsync(FoldedLog folded, CancellationToken cancellationToken)
    {
        var evaluation = Prepare(EvaluationScope.All)!;
        var sets = await evaluation.RunAsync(audience, options, cancellationToken);
        var now = time.GetUtcNow();
        var segments = ImmutableArray.CreateBuilder<SegmentMembers>(sets.Length);
        for (var i = 0; i < sets.Length; i++)
        {
            var source = evaluation.Sources[i];
            var known = folded.Find(source.Key);
            var (entered, exited) = (sets[i].AndNot(known.Members), known.Members.AndNot(sets[i]));
            segments.Add(new SegmentMembers(source.Key, source.Version, sets[i], known.Times.With(entered, exited, now)));
            Record(source.Key, source.Version, now, known.Version == source.Version ? MembershipCause.Recovery : MembershipCause.Definition, entered, exited);
        }

        foreach (var (key, known) in folded.Segments.Where(s => evaluation.Plan.IndexOf(s.Key) < 0))
            Record(key, known.Version, now, MembershipCause.Definition, CustomerSet.Empty, known.Members);
        Publish(new MembershipState(evaluation.Plan, segments.MoveToImmutable(), evaluation.Sources, evaluation.AsOf));
    }

    private FullEvaluation? Prepare(EvaluationScope scope)
    {
        var sources = Sources();
        if (scope == EvaluationScope.Redefined && _state.Sources.SequenceEqual(sources))
            return null;
        try
        {
            audience.Adopt(catalog.Schema);
            var evaluation = FullEvaluation.Of(_state, sources, audience, scope, time.GetUtcNow());
            _failure = null;
            return evaluation;
        }
        catch (ArgumentException exception)
        {
            if (_failure != exception.Message)
                Log.NotCompiled(logger, exception);
            _failure = exception.Message;
            return scope == EvaluationScope.Redefined ? null : FullEvaluation.Of(_state, _state.Sources, audience, scope, time.GetUtcNow());
        }
    }

    private ImmutableArray<LiveSegment> Sources() => [.. catalog.Segments.Values.Where(s => s.Rule is not null)];

    /// <summary>Puts an evaluation's result in the place of what was answered until now.</summary>
    private void Swap(FullEvaluation evaluation, CustomerSet[] sets, MembershipCause cause)
    {
        var now = time.GetUtcNow();
        Patch(evaluation, sets, now);
        var before = _state;
        var segments = ImmutableArray.CreateBuilder<SegmentMembers>(evaluation.Sources.Length);
        for (var i = 0; i < evaluation.Sources.Length; i++)
        {
            var source = evaluation.Sources[i];
            var known = before.Find(source.Key) ?? new SegmentMembers(source.Key, source.Version, CustomerSet.Empty, MemberTimes.Empty);
            if (evaluation.ResultOf(i) is not (>= 0 and var result))
            {
                segments.Add(known with { Version = source.Version });
                continue;
            }

            var (entered, exited) = (sets[result].AndNot(known.Members), known.Members.AndNot(sets[result]));
            segments.Add(new SegmentMembers(source.Key, source.Version, sets[result], known.Times.With(entered, exited, now)));
            Record(source.Key, source.Version, now, evaluation.IsRedefined(i) ? MembershipCause.Definition : cause, entered, exited);
        }

        foreach (var gone in before.Segments.Where(s => evaluation.Plan.IndexOf(s.Key) < 0))
            Record(gone.Key, gone.Version, now, MembershipCause.Definition, CustomerSet.Empty, gone.Members);
        Publish(new MembershipState(evaluation.Plan, segments.MoveToImmutable(), evaluation.Sources, _touchedMeanwhile!.Count == 0 ? evaluation.AsOf : now));
    }

    /// <summary>Evaluates again whoever was touched since the evaluation began, because it may have seen them before.</summary>
    private void Patch(FullEvaluation evaluation, CustomerSet[] sets, DateTimeOffset now)
    {
        Span<ulong> verdicts = new ulong[evaluation.Subset.VerdictWords];
        foreach (var ordinal in _touchedMeanwhile!)
        {
            _evaluator.Evaluate(evaluation.Subset, audience.Index, ordinal, now, verdicts);
            for (var i = 0; i < sets.Length; i++)
            {
                var holds = (verdicts[i >> 6] >> i & 1) != 0;
                if (holds != sets[i].Contains(ordinal))
                    _flips.Add(i, MembershipCause.Event, ordinal, holds);
            }
        }

        foreach (var (segment, _, entered, exited) in _flips.Drain())
            sets[segment] = Edit(sets[segment], entered, exited);
    }

    private void Record(string segment, long version, DateTimeOffset at, MembershipCause cause, CustomerSet entered, CustomerSet exited)
    {
        if (entered.Count > 0 || exited.Count > 0)
            journal.Add(new Transition(segment, version, Transition.Moment(at), cause, entered, exited));
    }

    private void Publish(MembershipState state)
    {
        _state = state;
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
    }
}
