using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.History;

/// <summary>Random histories with restarts and compactions, after which every instant must be answered as it was answered when it was the present.</summary>
public sealed class RandomPastTests
{
    private const int Customers = 10;

    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["adults"] = """{ "attribute": "age", "gte": 18 }""",
        ["booked"] = """{ "event": "booked", "within": "3d" }""",
        ["both"] = """{ "all": [ { "segment": "adults" }, { "segment": "booked" } ] }""",
    };

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Every_instant_is_answered_as_it_was(int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("microseg-").FullName;
        var clock = new ManualTimeProvider(TestApi.Start);
        var answers = new List<(DateTimeOffset At, string Segment, Dictionary<string, DateTimeOffset> Since)>();
        var audience = await TestAudience.StartAsync(folder, clock, ("Membership:CompactFrom", "5"));
        try
        {
            foreach (var (key, rule) in Rules)
                await audience.SaveAsync(key, rule);
            for (var step = 0; step < 50; step++)
            {
                await audience.AdvanceAsync(TimeSpan.FromMinutes(random.Next(1, 12 * 60)));
                await HappenAsync(audience, random);
                if (random.Next(8) == 0)
                    await audience.CompactAsync();
                if (random.Next(8) == 0)
                {
                    await audience.DisposeAsync();
                    audience = await TestAudience.StartAsync(folder, clock, ("Membership:CompactFrom", "5"));
                }

                foreach (var segment in Rules.Keys)
                    answers.Add((audience.Now, segment, await audience.SinceAsync(segment)));
                if (random.Next(5) == 0)
                    await AssertAsync(audience, answers[random.Next(answers.Count)]);
            }

            foreach (var answer in answers)
                await AssertAsync(audience, answer);
            await AssertHistoriesAsync(audience, answers);
        }
        finally
        {
            await audience.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task HappenAsync(TestAudience audience, Random random)
    {
        var customer = $"c{random.Next(Customers)}";
        switch (random.Next(12))
        {
            case < 5:
                await audience.UpsertAsync(customer, $$"""{ "age": {{random.Next(10, 26)}} }""");
                break;
            case < 11:
                await audience.BookAsync(customer, "DEL", audience.Now.AddHours(-random.Next(0, 90)));
                break;
            default:
                await audience.SaveAsync("adults", $$"""{ "attribute": "age", "gte": {{random.Next(16, 20)}} }""");
                break;
        }
    }

    private static async Task AssertAsync(TestAudience audience, (DateTimeOffset At, string Segment, Dictionary<string, DateTimeOffset> Since) answer)
    {
        var page = await audience.GetAsync($"/v1/segments/{answer.Segment}/members?limit=1000&at={answer.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}");
        Assert.Equal(answer.Since.OrderBy(s => s.Key, StringComparer.Ordinal), page.GetProperty("items").EnumerateArray()
            .ToDictionary(m => m.GetProperty("customer").GetString()!, m => m.GetProperty("since").GetDateTimeOffset()).OrderBy(s => s.Key, StringComparer.Ordinal));
    }

    /// <summary>Each customer's entries and exits, one after the other, come to the same members at every instant.</summary>
    private static async Task AssertHistoriesAsync(TestAudience audience, List<(DateTimeOffset At, string Segment, Dictionary<string, DateTimeOffset> Since)> answers)
    {
        var histories = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        for (var i = 0; i < Customers; i++)
        {
            if ((await audience.Http.ReadAsync($"/v1/customers/c{i}/history?limit=1000")) is { Status: System.Net.HttpStatusCode.OK } reply)
                histories[$"c{i}"] = [.. reply.Body.GetProperty("items").EnumerateArray()];
        }

        foreach (var (at, segment, since) in answers)
        {
            var members = histories.Where(h => h.Value.Find(t => t.GetProperty("segment").GetString() == segment && t.GetProperty("at").GetDateTimeOffset() <= at) is { ValueKind: JsonValueKind.Object } last
                && last.GetProperty("kind").GetString() == "entry");
            Assert.Equal(since.Keys.Order(StringComparer.Ordinal), members.Select(m => m.Key).Order(StringComparer.Ordinal));
        }
    }
}
