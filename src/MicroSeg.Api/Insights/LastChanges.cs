using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Storage;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Insights;

/// <summary>Finds when somebody last entered or left each segment: from the membership log, the counts by day that it is moved to, and what is not written yet.</summary>
internal sealed class LastChanges(IDbContextFactory<MicroSegDbContext> store, LiveEdges edges)
{
    /// <summary>The last entry or exit by segment; segments without any are not named.</summary>
    public async Task<Dictionary<string, DateTimeOffset>> FindAsync(CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var edge = edges.Take();
        await using var db = await store.CreateDbContextAsync(cancellationToken);
        var (rows, days) = await db.ReadTogetherAsync(_ => ReadAsync(db, cancellationToken), cancellationToken);
        foreach (var (segment, at) in rows)
            Note(segment, at);
        foreach (var day in days)
            Note(day.Segment, LastOf(day));
        foreach (var transition in edge.Recent)
            Note(transition.Segment, transition.At);
        return last;

        void Note(string segment, DateTimeOffset at) => last[segment] = last.TryGetValue(segment, out var known) && known > at ? known : at;
    }

    private static async Task<(List<(string Segment, DateTimeOffset At)> Rows, List<SegmentDay> Days)> ReadAsync(MicroSegDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Set<MembershipLogEntry>().GroupBy(e => e.Segment).Select(g => new { g.Key, At = g.Max(e => e.At) }).ToListAsync(cancellationToken);
        var days = await db.Set<SegmentDay>().AsNoTracking()
            .Where(d => d.Day == db.Set<SegmentDay>().Where(other => other.Segment == d.Segment).Max(other => other.Day)).ToListAsync(cancellationToken);
        return ([.. rows.Select(r => (r.Key, r.At))], days);
    }

    private static DateTimeOffset LastOf(SegmentDay day) =>
        DateTimeOffset.FromUnixTimeSeconds(day.Read().Select(c => c.Start).DefaultIfEmpty(day.Day * SegmentDay.DaySeconds).Max());
}
