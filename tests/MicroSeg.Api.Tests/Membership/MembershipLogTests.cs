using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Membership;

public sealed class MembershipLogTests
{
    [Fact]
    public async Task Tells_each_change_with_its_cause()
    {
        await using var audience = await TestAudience.StartAsync();
        await audience.UpsertAsync("c1", """{ "age": 30 }""");
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");
        await audience.SaveAsync("booked", """{ "event": "booked", "within": "1d" }""");
        await audience.UpsertAsync("c2", """{ "age": 20 }""");
        await audience.BookAsync("c1", "DEL", audience.Now);
        await audience.AdvanceAsync(TimeSpan.FromHours(25));
        await audience.EraseAsync("c2");

        var entries = await EntriesAsync(audience, 5);

        Assert.Equal(
            [
                ("adults", MembershipCause.Definition, 1, 0),
                ("adults", MembershipCause.Attribute, 1, 0),
                ("booked", MembershipCause.Event, 1, 0),
                ("booked", MembershipCause.Time, 0, 1),
                ("adults", MembershipCause.Erasure, 0, 1),
            ],
            entries);
    }

    [Fact]
    public async Task Is_written_by_one_of_two_nodes_and_taken_over_by_the_other()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var store = ("Storage:ConnectionString", $"Data Source={Path.Combine(folder, "shared.db")}");
        var clock = new ManualTimeProvider(TestApi.Start);
        await using var first = await TestAudience.StartAsync(Path.Combine(folder, "first"), clock, store);
        await first.SaveAsync("booked", """{ "event": "booked" }""");
        await first.BookAsync("c1", "DEL", first.Now);
        await EntriesAsync(first, 1);
        await using var second = await TestAudience.StartAsync(Path.Combine(folder, "second"), clock, store);
        await second.BookAsync("c2", "DEL", first.Now);
        await EntriesAsync(first, 2);

        await first.DisposeAsync();
        await second.BookAsync("c3", "DEL", first.Now);

        Assert.All(await EntriesAsync(second, 3), e => Assert.Equal((1, 0), (e.Entered, e.Exited)));
        Assert.Equal(["c1", "c2", "c3"], await second.MembersAsync("booked"));
    }

    /// <summary>The log, once it has so many rows.</summary>
    private static async Task<List<(string Segment, MembershipCause Cause, int Entered, int Exited)>> EntriesAsync(TestAudience audience, int count)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await audience.Api.Services.GetRequiredService<IDbContextFactory<MicroSegDbContext>>().CreateDbContextAsync();
            var entries = await db.Set<MembershipLogEntry>().AsNoTracking().OrderBy(e => e.Id).ToListAsync();
            if (entries.Count >= count)
                return [.. entries.Select(e => (e.Segment, e.Cause, CountOf(e.Entered), CountOf(e.Exited)))];
            Assert.True(attempt < 100, "The log was not written.");
            audience.Api.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static int CountOf(byte[]? roaring) =>
        roaring is not null && MicroSeg.Audience.Bitmaps.RoaringFormat.TryRead(roaring, out var set, out _) ? set.Count : 0;
}
