using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Audience;

public sealed class RestartTests
{
    private static readonly string[] Segments = ["adults", "booked", "recent"];

    public enum Damage
    {
        None,
        NoSnapshot,
        TruncatedFile,
        FlippedByte,
    }

    [Theory]
    [InlineData(Damage.None)]
    [InlineData(Damage.NoSnapshot)]
    [InlineData(Damage.TruncatedFile)]
    [InlineData(Damage.FlippedByte)]
    public async Task After_a_clean_stop_members_and_since_are_as_before(Damage damage)
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        Dictionary<string, Dictionary<string, DateTimeOffset>> before;
        await using (var audience = await TestAudience.StartAsync(folder, clock))
        {
            await FillAsync(audience);
            before = await SnapshotOfAsync(audience);
        }

        Break(Path.Combine(folder, "snapshots"), damage);
        clock.Advance(TimeSpan.FromMinutes(5));
        await using var restarted = await TestAudience.StartAsync(folder, clock);

        Assert.Equal(damage == Damage.None, restarted.Api.Services.LoadedFrom() > 0);
        Assert.Equivalent(before, await SnapshotOfAsync(restarted), strict: true);
        await restarted.BookAsync("late", "DEL", clock.GetUtcNow());
        Assert.Contains("late", await restarted.MembersAsync("booked"));
    }

    [Fact]
    public async Task A_node_killed_at_any_moment_comes_back_with_the_members_of_a_full_evaluation()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using var running = await TestAudience.StartAsync(folder, clock);
        await FillAsync(running);
        await running.Api.Services.SnapshotAsync();
        for (var i = 0; i < 10; i++)
            await running.BookAsync($"more{i % 4}", "DEL", clock.GetUtcNow().AddDays(-i));
        await running.EraseAsync("c1");
        clock.Advance(TimeSpan.FromSeconds(30));

        // What a killed process leaves behind is what is in its folder at that moment.
        var left = Folders.Copy(folder);
        await using var restarted = await TestAudience.StartAsync(left, clock);

        foreach (var segment in Segments)
        {
            Assert.Equal(await running.MembersAsync(segment), await restarted.MembersAsync(segment));
            var rule = (await restarted.GetAsync($"/v1/segments/{segment}")).GetProperty("rule").GetRawText();
            Assert.Equal((await restarted.PreviewAsync(rule)).GetProperty("count").GetInt32(), (await restarted.MembersAsync(segment)).Count);
        }
    }

    [Fact]
    public async Task An_event_is_counted_once_whether_it_came_before_or_after_the_snapshot()
    {
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        await using var running = await TestAudience.StartAsync(folder, clock);
        await running.SaveAsync("twice", """{ "event": "booked", "count": { "eq": 2 } }""");
        await running.BookAsync("c1", "DEL", clock.GetUtcNow());
        await running.Api.Services.SnapshotAsync();
        await running.BookAsync("c1", "DEL", clock.GetUtcNow());

        await using var restarted = await TestAudience.StartAsync(Folders.Copy(folder), clock);

        Assert.Equal(["c1"], await restarted.MembersAsync("twice"));
    }

    private static async Task FillAsync(TestAudience audience)
    {
        for (var i = 0; i < 12; i++)
            await audience.UpsertAsync($"c{i}", $$"""{ "age": {{i * 3}} }""");
        await audience.SaveAsync("adults", """{ "attribute": "age", "gte": 18 }""");
        await audience.SaveAsync("booked", """{ "event": "booked" }""");
        await audience.SaveAsync("recent", """{ "all": [ { "segment": "booked" }, { "event": "booked", "within": "3d" } ] }""");
        for (var i = 0; i < 8; i++)
        {
            await audience.BookAsync($"c{i}", "DEL", audience.Now.AddDays(-i));
            await audience.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await audience.UpsertAsync("c2", """{ "age": 40 }""");
        await audience.UpsertAsync("c11", """{ "age": 4 }""");
    }

    private static async Task<Dictionary<string, Dictionary<string, DateTimeOffset>>> SnapshotOfAsync(TestAudience audience)
    {
        var members = new Dictionary<string, Dictionary<string, DateTimeOffset>>();
        foreach (var segment in Segments)
            members[segment] = await audience.SinceAsync(segment);
        return members;
    }

    private static void Break(string snapshots, Damage damage)
    {
        var page = Directory.GetFiles(snapshots, "page-*.bin", SearchOption.AllDirectories).Single();
        switch (damage)
        {
            case Damage.NoSnapshot:
                Directory.Delete(snapshots, recursive: true);
                break;
            case Damage.TruncatedFile:
                using (var file = File.OpenWrite(page))
                    file.SetLength(file.Length / 2);
                break;
            case Damage.FlippedByte:
                var bytes = File.ReadAllBytes(page);
                bytes[bytes.Length / 2] ^= 0x10;
                File.WriteAllBytes(page, bytes);
                break;
            default:
                break;
        }
    }
}
