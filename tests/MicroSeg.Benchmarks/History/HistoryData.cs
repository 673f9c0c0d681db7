using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Benchmarks.History;

/// <summary>Fills a store with a year of history, as compaction leaves it: each day one in a hundred members leaves a segment, and another comes. Fixed seed.</summary>
internal sealed class HistoryData(string folder, int customers, int segments)
{
    private const int Months = 12;
    private const int ChangesOfCheckpoint = 10_000;

    private readonly Random _random = new(7);

    /// <summary>When the history begins.</summary>
    public DateTimeOffset Start { get; } = new(TimeProvider.System.GetUtcNow().Year - 1, TimeProvider.System.GetUtcNow().Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A segment's key; its members are a tenth to a half of all customers.</summary>
    public static string KeyOf(int segment) => $"past{segment}";

    public async Task<long> FillAsync()
    {
        var changes = 0L;
        for (var segment = 0; segment < segments; segment++)
        {
            await using var db = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "microseg.db")}").Options);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            changes += Fill(db, KeyOf(segment), 0.1 + (0.4 * segment / segments));
            await db.SaveChangesAsync();
        }

        return changes;
    }

    private long Fill(SqliteDbContext db, string segment, double share)
    {
        var isMember = new bool[customers];
        var replay = new SegmentReplay(Folded.Unknown);
        var (first, sinceCheckpoint, all) = (HistoryMonth.Of(Start), 0L, 0L);
        for (var month = first; month < first + Months; month++)
        {
            for (var chunk = 0; chunk <= HistoryPage.ChunkOf(customers - 1); chunk++)
            {
                var page = new HistoryPage { Segment = segment, Month = month, Chunk = chunk, Data = Page(month, chunk, isMember, share, month == first) };
                db.Add(page);
                replay.Add(page, 0, long.MaxValue);
            }

            (sinceCheckpoint, all) = (sinceCheckpoint + replay.Changes - all, replay.Changes);
            if (sinceCheckpoint < Math.Max(ChangesOfCheckpoint, share * customers) && month < first + Months - 1)
                continue;
            db.Add(MembershipCheckpoint.Of(segment, HistoryMonth.StartOf(month + 1), replay.ToFolded(), sinceCheckpoint));
            sinceCheckpoint = 0;
        }

        return all;
    }

    private byte[] Page(int month, int chunk, bool[] isMember, double share, bool isFirst)
    {
        var writer = new HistoryPageWriter(month);
        var (from, to) = (HistoryMonth.StartOf(month).ToUnixTimeSeconds(), HistoryMonth.StartOf(month + 1).ToUnixTimeSeconds());
        var width = Math.Min(HistoryPage.Width, customers - HistoryPage.FirstOf(chunk));
        if (isFirst)
        {
            ushort[] entered = [.. Enumerable.Range(0, width).Where(_ => _random.NextDouble() < share).Select(p => (ushort)p)];
            foreach (var place in entered)
                isMember[HistoryPage.FirstOf(chunk) + place] = true;
            if (entered.Length > 0)
                writer.Add(new HistoryGroup(from, MembershipCause.Definition, 1, true), entered);
        }

        // One in a hundred members a day leaves, and as many come.
        foreach (var seconds in Enumerable.Range(0, (int)(width * share * 0.02 * 30)).Select(_ => _random.NextInt64(from + 1, to)).Order())
        {
            var place = _random.Next(width);
            ref var member = ref isMember[HistoryPage.FirstOf(chunk) + place];
            member = !member;
            writer.Add(new HistoryGroup(seconds, MembershipCause.Event, 1, member), [(ushort)place]);
        }

        return writer.ToArray();
    }
}
