using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership.Past;

/// <summary>
/// Keeps the membership log short and its past compact, on the node that writes it: moves what has settled to history pages, and drops pages that are too old. One transaction a segment,
/// which holds the lease, so that no other node moves or writes at the same time.
/// </summary>
internal sealed partial class LogCompactor(
    MembershipEngine engine,
    IDbContextFactory<MicroSegDbContext> store,
    NodeIdentity node,
    IOptions<MembershipOptions> options,
    TimeProvider time,
    ILogger<LogCompactor> logger) : BackgroundService
{
    /// <summary>Rows stay in the log for so long, so that a clock that is set back a little, or another node's, changes them there.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>Moves and drops what is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var segment in await FullAsync(cancellationToken))
            await CompactAsync(segment, cancellationToken);
        var firstKept = HistoryMonth.Of(time.GetUtcNow() - options.Value.KeepHistory);
        foreach (var segment in await OldAsync(firstKept, cancellationToken))
            await ChangeAsync(async db => await new SegmentRetention(db, segment).RunAsync(firstKept, cancellationToken), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await engine.WhenLoadedAsync(stoppingToken);
        while (true)
        {
            await Task.Delay(options.Value.CompactEvery, time, stoppingToken);
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotCompacted(logger, exception);
            }
        }
    }

    /// <summary>Segments with rows of a day that is over, or with many.</summary>
    private async Task<List<string>> FullAsync(CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var cut = CutOf(await db.ReadLogStateAsync(cancellationToken));
        var today = new DateTimeOffset(cut.UtcDateTime.Date, TimeSpan.Zero);
        var many = options.Value.CompactFrom;
        return await db.Set<MembershipLogEntry>().Where(e => e.At < cut).GroupBy(e => e.Segment)
            .Where(g => g.Min(e => e.At) < today || g.Count() >= many)
            .Select(g => g.Key).ToListAsync(cancellationToken);
    }

    private async Task<List<string>> OldAsync(int firstKept, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<HistoryPage>().Where(p => p.Month < firstKept).Select(p => p.Segment).Distinct().ToListAsync(cancellationToken);
    }

    private async Task CompactAsync(string segment, CancellationToken cancellationToken)
    {
        for (var isMore = true; isMore;)
        {
            isMore = false;
            await ChangeAsync(async db =>
            {
                var cut = CutOf(await db.ReadLogStateAsync(cancellationToken));
                if (await new SegmentCompaction(db, segment).RunAsync(cut, cancellationToken) is not { } moved)
                    return;
                await db.Set<MembershipLogState>().ExecuteUpdateAsync(set => set
                    .SetProperty(s => s.CompactedTo, s => s.CompactedTo > moved.LastId ? s.CompactedTo : moved.LastId)
                    .SetProperty(s => s.CompactedUntil, s => s.CompactedUntil > moved.Until ? s.CompactedUntil : moved.Until), cancellationToken);
                isMore = moved.IsMore;
            }, cancellationToken);
        }
    }

    /// <summary>Changes the history in one transaction, if this node holds the lease or can take it.</summary>
    private async Task ChangeAsync(Func<MicroSegDbContext, Task> change, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.TryHoldAsync(Lease.MembershipLog, node.Id, time.GetUtcNow(), options.Value.Lease, cancellationToken))
            return;
        await change(db);
        await db.Set<MembershipLogState>().ExecuteUpdateAsync(set => set.SetProperty(s => s.Moves, s => s.Moves + 1), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What is before has settled.</summary>
    private DateTimeOffset CutOf(MembershipLogState state)
    {
        var until = state.CompleteUntil < time.GetUtcNow() ? state.CompleteUntil : time.GetUtcNow();
        return Transition.Moment(until - Settling);
    }

    private static partial class Log
    {
        [LoggerMessage(2230, LogLevel.Warning, "The membership log could not be compacted; it is tried again")]
        public static partial void NotCompacted(ILogger logger, Exception exception);
    }
}
