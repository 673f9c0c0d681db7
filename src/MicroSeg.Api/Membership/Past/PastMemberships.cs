using MicroSeg.Api.Storage;
using MicroSeg.Audience.Bitmaps;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Membership.Past;

/// <summary>
/// Tells who belonged to a segment at any instant within the retention: from the nearest checkpoint before it and the entries and exits since, those included that are not written yet.
/// </summary>
internal sealed class PastMemberships(LiveEdges edges, PastAnswers answers, IDbContextFactory<MicroSegDbContext> store, TimeProvider time)
{
    /// <summary>Who belonged to a segment at an instant; no one before it existed.</summary>
    /// <param name="segment">The segment's key, which need not be in use any more.</param>
    /// <param name="at">The instant, which counts to the second.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Web.ApiException">400 <c>membership.in_the_future</c>; 410 <c>membership.beyond_retention</c>.</exception>
    public async Task<PastMembers> MembersAtAsync(string segment, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var second = Transition.Moment(at);
        var edge = edges.Take();
        // What has been answered stays so when the clock is set back.
        var now = time.GetUtcNow() is var present && present > edge.State.AsOf ? present : edge.State.AsOf;
        if (second > now)
            throw MembershipErrors.InTheFuture(at, now);
        if (IsPresent(edge, segment, second))
        {
            var members = edge.State.Find(segment);
            return new PastMembers(second, members?.Members ?? CustomerSet.Empty, (members?.Times ?? MemberTimes.Empty).Find);
        }

        if (second + LogCompactor.Settling > edge.From)
            return await ReadAsync(edge, segment, second, cancellationToken);
        return answers.Find(segment, second) ?? answers.Keep(segment, await ReadAsync(edge, segment, second, cancellationToken));
    }

    /// <summary>Whether anything is known of a segment, past or present.</summary>
    public async Task<bool> KnowsAsync(string segment, CancellationToken cancellationToken)
    {
        var edge = edges.Take();
        if (edge.State.Find(segment) is not null || edge.RecentOf(segment).Any())
            return true;
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        return await db.Set<MembershipLogEntry>().AnyAsync(e => e.Segment == segment, cancellationToken)
            || await db.Set<SegmentDay>().AnyAsync(d => d.Segment == segment, cancellationToken);
    }

    /// <summary>Whether nothing has happened to the segment since the instant, as far as can be known.</summary>
    private static bool IsPresent(LiveEdge edge, string segment, DateTimeOffset at) =>
        at >= edge.From && (edge.IsWhole ? !edge.RecentOf(segment).Any(t => t.At > at) : at >= Transition.Moment(edge.State.AsOf));

    private async Task<PastMembers> ReadAsync(LiveEdge edge, string segment, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var replay = await db.ReadTogetherAsync(_ => ReplayAsync(db, edge, segment, at, cancellationToken), cancellationToken);
        foreach (var transition in edge.RecentOf(segment).Where(t => t.At <= at))
            replay.Add(transition);
        return new PastMembers(at, replay.Members(), replay.Since);
    }

    private static async Task<SegmentReplay> ReplayAsync(MicroSegDbContext db, LiveEdge edge, string segment, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var next = at.AddSeconds(1);
        var checkpoints = db.Set<MembershipCheckpoint>().AsNoTracking().Where(c => c.Segment == segment);
        var checkpoint = await checkpoints.Where(c => c.At <= next).OrderByDescending(c => c.At).FirstOrDefaultAsync(cancellationToken);
        if (checkpoint is null && await checkpoints.Where(c => c.IsFloor).Select(c => (DateTimeOffset?)c.At).FirstOrDefaultAsync(cancellationToken) is { } earliest)
            throw MembershipErrors.BeyondRetention(at, earliest);
        var replay = checkpoint?.Replay() ?? new SegmentReplay(Folded.Unknown);
        var (from, to) = (checkpoint?.At.ToUnixTimeSeconds() ?? 0, at.ToUnixTimeSeconds());
        await foreach (var page in db.PagesAsync(segment, checkpoint?.At, at).WithCancellation(cancellationToken))
            replay.Add(page, from, to);
        await foreach (var row in db.Set<MembershipLogEntry>().AsNoTracking().Where(e => e.Segment == segment && e.At <= at && e.At < edge.From).OrderBy(e => e.At).ThenBy(e => e.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            replay.Add(row.ToTransition());
        }

        return replay;
    }
}
