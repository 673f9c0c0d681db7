using MicroSeg.Api.Tests.Audience;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Membership;

/// <summary>
/// Random histories of late and future events, edits, restarts and clocks that jump, after each step of which every segment must have the members of
/// a naive simulation and those of a preview, and at whose end every past instant must be told as the simulation went through it.
/// </summary>
public sealed class RandomHistoryTests
{
    private const int Customers = 12;

    private static readonly string[] Cities = ["DEL", "JFK", "LHR"];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Members_are_always_those_of_a_naive_model(int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        var audience = await TestAudience.StartAsync(folder, clock);
        var model = new HistoryModel(clock.GetUtcNow());
        try
        {
            await SaveAsync(audience, model, "frequent", 2);
            await SaveAsync(audience, model, "frequent-adults", 18);
            await SaveAsync(audience, model, "quiet", 5);
            await SaveAsync(audience, model, "settled", 2);
            await SaveAsync(audience, model, "lapsed", 3);
            for (var step = 0; step < 70; step++)
            {
                var kind = random.Next(22);
                if (kind < 5)
                    await UpsertAsync(audience, model, $"c{random.Next(Customers)}", random.Next(10, 30));
                else if (kind < 13)
                    await BookAsync(audience, model, random);
                else if (kind < 16)
                    await audience.AdvanceAsync(TimeSpan.FromSeconds(random.Next(1, 3 * 24 * 3600)));
                else if (kind == 16)
                    await SaveAsync(audience, model, "frequent", random.Next(1, 4));
                else if (kind == 17)
                    await EraseAsync(audience, model, $"c{random.Next(Customers)}");
                else if (kind == 18)
                    await audience.Api.Services.SnapshotAsync();
                else if (kind == 19)
                    clock.Advance(-TimeSpan.FromSeconds(random.Next(1, 2 * 24 * 3600)));
                else
                    audience = await RestartAsync(audience, folder, clock, kind == 20 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(1, 4 * 24 * 3600)));
                await AssertPresentAsync(audience, model);
            }

            await AssertPastAsync(audience, model, random);
        }
        finally
        {
            await audience.DisposeAsync();
        }
    }

    private static async Task SaveAsync(TestAudience audience, HistoryModel model, string key, int parameter)
    {
        model.Know(audience.Instant, () => model.Parameters[key] = parameter);
        await audience.SaveAsync(key, RuleOf(key, parameter));
    }

    private static async Task UpsertAsync(TestAudience audience, HistoryModel model, string id, int age)
    {
        model.Know(audience.Instant, () => model.Ages[id] = age);
        await audience.UpsertAsync(id, $$"""{ "age": {{age}} }""");
    }

    private static async Task BookAsync(TestAudience audience, HistoryModel model, Random random)
    {
        var (id, customer, city) = ($"e{random.Next(200)}", $"c{random.Next(Customers)}", Cities[random.Next(Cities.Length)]);
        var at = audience.Now.AddSeconds(-random.Next(-3 * 24 * 3600, 9 * 24 * 3600));
        model.Know(audience.Instant, () =>
        {
            if (model.Events.Exists(e => e.Id == id))
                return;
            model.Ages.TryAdd(customer, null);
            model.Events.Add(new HistoryModel.Booking(id, customer, city, HistoryModel.Second(at)));
        });
        await audience.BookAsync(customer, city, at, id);
    }

    private static async Task EraseAsync(TestAudience audience, HistoryModel model, string id)
    {
        if (!model.Ages.ContainsKey(id))
            return;
        model.Know(audience.Instant, () => model.Erase(id));
        await audience.EraseAsync(id);
    }

    private static async Task<TestAudience> RestartAsync(TestAudience audience, string folder, ManualTimeProvider clock, TimeSpan away)
    {
        await audience.DisposeAsync();
        clock.Advance(away);
        return await TestAudience.StartAsync(folder, clock);
    }

    private static async Task AssertPresentAsync(TestAudience audience, HistoryModel model)
    {
        // A clock that was set back stands still until it has caught up.
        await audience.AdvanceAsync(TimeSpan.Zero);
        var asOf = audience.Engine.State.AsOf;
        model.GoTo(asOf);
        foreach (var (key, parameter) in model.Parameters)
        {
            var members = await audience.MembersAsync(key, limit: 5);
            Assert.Equal(model.MembersOf(key), members.Order(StringComparer.Ordinal));
            Assert.Equal(members.Count, (await audience.PreviewAsync(RuleOf(key, parameter), asOf)).GetProperty("count").GetInt32());
        }
    }

    private static async Task AssertPastAsync(TestAudience audience, HistoryModel model, Random random)
    {
        foreach (var (at, key, expected) in random.GetItems(model.Snapshots.ToArray(), 150))
        {
            var page = await audience.GetAsync($"/v1/segments/{key}/members?limit=1000&at={at:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            var members = page.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("customer").GetString()!);
            Assert.True(expected.SequenceEqual(members.Order(StringComparer.Ordinal)), $"{key} at {at:u}: {string.Join(' ', expected)} and not {string.Join(' ', members)}");
        }
    }

    private static string RuleOf(string key, int parameter) => key switch
    {
        "frequent" => $$"""{ "event": "booked", "within": "7d", "per": "destination", "count": { "gte": {{parameter}} } }""",
        "frequent-adults" => $$"""{ "all": [ { "segment": "frequent" }, { "attribute": "age", "gte": {{parameter}} } ] }""",
        "settled" => $$"""{ "segment": "frequent", "memberFor": { "gte": "{{parameter}}d" } }""",
        "lapsed" => $$"""{ "segment": "frequent", "left": "{{parameter}}d" }""",
        _ => $$"""{ "event": "booked", "within": "{{parameter}}d", "count": { "eq": 0 } }""",
    };
}
