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
    private bool _isComplete = true;

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
            await journal.Arrival.WaitAsync(stoppingToken);
            await TryFlushAsync(stoppingToken);
            await Task.Delay(options.Value.LogEvery, time, stoppingToken);
        }
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
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            journal.Break();
            Log.NotWritten(logger, exception);
        }
    }

    /// <summary>Writes what waits, if this node holds the lease or can take it.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = await store.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (!await db.TryHoldAsync(Lease.MembershipLog, node.Id, time.GetUtcNow(), options.Value.Lease, cancellationToken))
            {
                journal.TakeAll(out _);
                _isComplete = false;
                return;
            }

            var othersWrote = await log.CatchUpAsync(db, cancellationToken);
            var transitions = Take(othersWrote);
            var entries = await MembershipLog.AppendAsync(db, transitions, cancellationToken);
            foreach (var sink in _sinks)
                await sink.WriteAsync(db, [.. entries.Select((e, i) => (e.Id, transitions[i]))], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            for (var i = 0; i < entries.Count; i++)
                log.Folded.Add(entries[i].Id, transitions[i]);
            _isComplete = true;
        }
        catch
        {
            _isComplete = false;
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private IReadOnlyList<Transition> Take(bool othersWrote)
    {
        lock (audience.Writer)
        {
            var waiting = journal.TakeAll(out var isComplete);
            return isComplete && _isComplete && !othersWrote ? waiting : Differences(engine.State);
        }
    }

    /// <summary>What must be added to the log to make it tell this node's members.</summary>
    private List<Transition> Differences(MembershipState state)
    {
        var now = Transition.Moment(time.GetUtcNow());
        var differences = new List<Transition>();
        foreach (var segment in state.Segments)
        {
            var known = log.Folded.Find(segment.Key);
            var exited = known.Members.AndNot(segment.Members);
            if (exited.Count > 0)
                differences.Add(new Transition(segment.Key, segment.Version, now, MembershipCause.Recovery, CustomerSet.Empty, exited));
            var entered = segment.Members.AndNot(known.Members);
            differences.AddRange(entered.GroupBy(o => segment.Times.Find(o) ?? now)
                .OrderBy(g => g.Key)
                .Select(g => new Transition(segment.Key, segment.Version, g.Key, MembershipCause.Recovery, CustomerSet.Of(g), CustomerSet.Empty)));
        }

        differences.AddRange(log.Folded.Segments.Where(s => s.Value.Members.Count > 0 && state.Find(s.Key) is null)
            .Select(s => new Transition(s.Key, s.Value.Version, now, MembershipCause.Recovery, CustomerSet.Empty, s.Value.Members)));
        return differences;
    }

    private static partial class Log
    {
        [LoggerMessage(2210, LogLevel.Warning, "The membership log could not be written; what is missing is added when it can be")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
