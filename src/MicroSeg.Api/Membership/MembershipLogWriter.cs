using MicroSeg.Api.Audience;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Leases;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership;

/// <summary>
/// Writes transitions to the membership log in batches, on the one node that holds the lease. The others let theirs go; a node that takes the
/// lease over first writes what is missing between the log and its own members.
/// </summary>
internal sealed partial class MembershipLogWriter(
    MembershipEngine engine,
    MembershipJournal journal,
    MembershipLog log,
    LiveAudience audience,
    IEnumerable<ITransitionSink> sinks,
    IDbContextFactory<MicroSegDbContext> store,
    NodeIdentity node,
    IOptions<MembershipOptions> options,
    TimeProvider time,
    ILogger<MembershipLogWriter> logger) : BackgroundService
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _stopping = new();
    private readonly ITransitionSink[] _sinks = [.. sinks];
    private Task? _stopped;
    private DateTimeOffset _latest = DateTimeOffset.MaxValue;
    private bool _isWriter = true;

    // A host may be asked to stop twice at once; nobody may go on to dispose of the store before the last write.
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopping)
            return _stopped ??= StopOnceAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await engine.WhenLoadedAsync(stoppingToken);
        while (true)
        {
            await ArrivalAsync(stoppingToken);
            await TryFlushAsync(stoppingToken);
            await Task.Delay(options.Value.LogEvery, time, stoppingToken);
        }
    }

    /// <summary>Waits for something to write, or until it is time to say how far the log is complete.</summary>
    private async Task ArrivalAsync(CancellationToken stoppingToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(journal.Arrival, Task.Delay(options.Value.MarkEvery, time, waiting.Token));
        await waiting.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!engine.IsLoaded)
            return;
        await TryFlushAsync(cancellationToken);
        try
        {
            await using var db = await store.CreateDbContextAsync(cancellationToken);
            await db.ReleaseAsync(Lease.MembershipLog, node.Id, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotWritten(logger, exception);
        }
    }

    private async Task TryFlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (journal.Arrival.IsCompleted || engine.State.AsOf > log.CompleteUntil)
                await FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.NotWritten(logger, exception);
        }
        finally
        {
            journal.Return();
            _writing.Release();
        }
    }

    /// <summary>Writes what waits, if this node holds the lease or can take it.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.TryHoldAsync(Lease.MembershipLog, node.Id, time.GetUtcNow(), options.Value.Lease, cancellationToken))
        {
            await log.WatchAsync(db, cancellationToken);
            journal.StandBy(Transition.Moment(log.CompleteUntil));
            _isWriter = false;
            return;
        }

        var othersWrote = await log.CatchUpAsync(db, cancellationToken);
        var batch = Take(othersWrote);
        await TurnBackAsync(db, batch.Now, cancellationToken);
        var written = await MembershipLog.AppendAsync(db, batch.Transitions, batch.CompleteUntil, cancellationToken);
        foreach (var sink in _sinks)
            await sink.WriteAsync(db, written, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _isWriter = true;
        _latest = batch.Now;
        lock (audience.Writer)
        {
            log.Committed(written, batch.CompleteUntil);
            journal.Written(batch.Transitions, Transition.Moment(batch.CompleteUntil));
        }
    }

    /// <summary>Where the clock was set back, what was written later is taken to have happened now: nothing recorded lies in the future.</summary>
    private async Task TurnBackAsync(MicroSegDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now >= _latest)
            return;
        var at = Latest(Transition.Moment(now), log.State.CompactedUntil);
        await db.Set<MembershipLogEntry>().Where(e => e.At > at).ExecuteUpdateAsync(set => set.SetProperty(e => e.At, at), cancellationToken);
    }

    private Batch Take(bool othersWrote)
    {
        lock (audience.Writer)
        {
            var state = engine.State;
            // A clock that is set back does not set back what has been answered.
            var now = Latest(time.GetUtcNow(), state.AsOf);
            // A segment may have been renamed before this node has heard of it.
            IReadOnlyList<Transition> waiting = [.. journal.TakeAll(now, out var isComplete).Select(t => t with { Segment = log.KeyOf(t.Segment) })];
            var transitions = isComplete && _isWriter && !othersWrote ? waiting : Missing(waiting, state, Transition.Moment(now));
            var earliest = log.State.CompactedUntil;
            return new Batch(now, [.. transitions.Select(t => t.At >= earliest ? t : t with { At = earliest })], Earliest(now, Latest(state.AsOf, log.CompleteUntil)));
        }
    }

    /// <summary>What must be added to the log to make it tell this node's members: what is known to have happened since it was complete, then what differs still.</summary>
    private List<Transition> Missing(IReadOnlyList<Transition> waiting, MembershipState state, DateTimeOffset now)
    {
        var known = log.Folded.Copy();
        var from = Transition.Moment(log.CompleteUntil);
        var missing = new List<Transition>();
        foreach (var transition in waiting.Where(t => t.At >= from))
        {
            var members = known.Find(transition.Segment).Members;
            Add(transition with { Entered = transition.Entered.AndNot(members), Exited = transition.Exited.And(members) });
        }

        SegmentMembers[] present = [.. state.Segments.Select(s => s with { Key = log.KeyOf(s.Key) })];
        foreach (var segment in present)
        {
            var members = known.Find(segment.Key).Members;
            foreach (var group in segment.Members.AndNot(members).GroupBy(o => Latest(segment.Times.Find(o) ?? now, from)).OrderBy(g => g.Key))
                Add(new Transition(segment.Key, segment.Version, group.Key, MembershipCause.Recovery, CustomerSet.Of(group), CustomerSet.Empty));
            Add(new Transition(segment.Key, segment.Version, now, MembershipCause.Recovery, CustomerSet.Empty, members.AndNot(segment.Members)));
        }

        foreach (var (key, gone) in known.Segments.ExceptBy(present.Select(s => s.Key), s => s.Key).ToList())
            Add(new Transition(key, gone.Version, now, MembershipCause.Recovery, CustomerSet.Empty, gone.Members));
        return missing;

        void Add(Transition transition)
        {
            if (transition.Entered.Count == 0 && transition.Exited.Count == 0)
                return;
            known.Add(transition);
            missing.Add(transition);
        }
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earliest(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private sealed record Batch(DateTimeOffset Now, IReadOnlyList<Transition> Transitions, DateTimeOffset CompleteUntil);

    private static partial class Log
    {
        [LoggerMessage(2210, LogLevel.Warning, "The membership log could not be written; what is missing is added when it can be")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
