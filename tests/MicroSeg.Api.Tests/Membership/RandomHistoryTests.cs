using MicroSeg.Api.Tests.Audience;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Membership;

/// <summary>Random histories, after each step of which every segment must have the members that a few lines of LINQ find, and those of a preview.</summary>
public sealed class RandomHistoryTests
{
    private const int Customers = 12;

    private static readonly string[] Cities = ["DEL", "JFK", "LHR"];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Members_are_always_those_of_a_naive_model(int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        var model = new Model();
        var audience = await TestAudience.StartAsync(folder, clock);
        try
        {
            await SaveAsync(audience, model, "frequent", 2);
            await SaveAsync(audience, model, "frequent-adults", 18);
            await SaveAsync(audience, model, "quiet", 5);
            for (var step = 0; step < 60; step++)
            {
                var kind = random.Next(20);
                if (kind < 6)
                    await UpsertAsync(audience, model, $"c{random.Next(Customers)}", random.Next(10, 30));
                else if (kind < 14)
                    await BookAsync(audience, model, random);
                else if (kind < 16)
                    await audience.AdvanceAsync(TimeSpan.FromMinutes(random.Next(1, 3 * 24 * 60)));
                else if (kind == 16)
                    await SaveAsync(audience, model, "frequent", random.Next(1, 4));
                else if (kind == 17)
                    await EraseAsync(audience, model, $"c{random.Next(Customers)}");
                else if (kind == 18)
                    await audience.Api.Services.SnapshotAsync();
                else
                    audience = await RestartAsync(audience, folder, clock);
                await AssertAsync(audience, model);
            }
        }
        finally
        {
            await audience.DisposeAsync();
        }
    }

    private static async Task SaveAsync(TestAudience audience, Model model, string key, int parameter)
    {
        model.Parameters[key] = parameter;
        await audience.SaveAsync(key, RuleOf(key, parameter));
    }

    private static async Task UpsertAsync(TestAudience audience, Model model, string id, int age)
    {
        model.Ages[id] = age;
        await audience.UpsertAsync(id, $$"""{ "age": {{age}} }""");
    }

    private static async Task BookAsync(TestAudience audience, Model model, Random random)
    {
        var (id, customer, city) = ($"e{random.Next(200)}", $"c{random.Next(Customers)}", Cities[random.Next(Cities.Length)]);
        var at = audience.Now.AddMinutes(-random.Next(0, 9 * 24 * 60));
        if (model.Events.All(e => e.Id != id))
        {
            model.Ages.TryAdd(customer, null);
            model.Events.Add((id, customer, city, at));
        }

        await audience.BookAsync(customer, city, at, id);
    }

    private static async Task EraseAsync(TestAudience audience, Model model, string id)
    {
        if (!model.Ages.Remove(id))
            return;
        model.Events.RemoveAll(e => e.Customer == id);
        await audience.EraseAsync(id);
    }

    private static async Task<TestAudience> RestartAsync(TestAudience audience, string folder, ManualTimeProvider clock)
    {
        await audience.DisposeAsync();
        return await TestAudience.StartAsync(folder, clock);
    }

    private static async Task AssertAsync(TestAudience audience, Model model)
    {
        foreach (var (key, parameter) in model.Parameters)
        {
            var members = await audience.MembersAsync(key, limit: 5);
            Assert.Equal(model.MembersOf(key, audience.Engine.State.AsOf).Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
            Assert.Equal(members.Count, (await audience.PreviewAsync(RuleOf(key, parameter))).GetProperty("count").GetInt32());
        }
    }

    private static string RuleOf(string key, int parameter) => key switch
    {
        "frequent" => $$"""{ "event": "booked", "within": "7d", "per": "destination", "count": { "gte": {{parameter}} } }""",
        "frequent-adults" => $$"""{ "all": [ { "segment": "frequent" }, { "attribute": "age", "gte": {{parameter}} } ] }""",
        _ => $$"""{ "event": "booked", "within": "{{parameter}}d", "count": { "eq": 0 } }""",
    };

    /// <summary>What is known, and the rules said once more in plain words.</summary>
    private sealed class Model
    {
        public Dictionary<string, int?> Ages { get; } = [];

        public List<(string Id, string Customer, string City, DateTimeOffset At)> Events { get; } = [];

        public Dictionary<string, int> Parameters { get; } = [];

        public IEnumerable<string> MembersOf(string key, DateTimeOffset asOf) => key switch
        {
            "frequent" => Ages.Keys.Where(c => Within(c, asOf, 7).GroupBy(e => e.City).Any(g => g.Count() >= Parameters[key])),
            "frequent-adults" => MembersOf("frequent", asOf).Where(c => Ages[c] >= Parameters[key]),
            _ => Ages.Keys.Where(c => !Within(c, asOf, Parameters[key]).Any()),
        };

        private IEnumerable<(string Id, string Customer, string City, DateTimeOffset At)> Within(string customer, DateTimeOffset asOf, int days) =>
            Events.Where(e => e.Customer == customer && e.At > asOf.AddDays(-days) && e.At <= asOf);
    }
}
