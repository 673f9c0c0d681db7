using System.Globalization;
using System.Text;
using System.Text.Json;
using MicroSeg.Api.Tests.Support;

namespace MicroSeg.Api.Tests.Audiences;

/// <summary>Customers as a dictionary, segments as a few lines of LINQ, and set expressions over them: what the service must agree with.</summary>
internal sealed class SetModel
{
    public static readonly string[] Cities = ["DEL", "JFK", "LHR", "SVO"];

    public Dictionary<string, (int Age, string City)> Customers { get; } = new(StringComparer.Ordinal);

    /// <summary>The rules of the segments.</summary>
    public static Dictionary<string, (string Rule, Func<int, string, bool> Holds)> Segments { get; } = new(StringComparer.Ordinal)
    {
        ["adults"] = ("""{ "attribute": "age", "gte": 18 }""", (age, _) => age >= 18),
        ["young"] = ("""{ "attribute": "age", "lt": 30 }""", (age, _) => age < 30),
        ["delhi"] = ("""{ "attribute": "city", "eq": "DEL" }""", (_, city) => city == "DEL"),
        ["far"] = ("""{ "attribute": "city", "in": ["JFK", "SVO"] }""", (_, city) => city is "JFK" or "SVO"),
        ["nobody"] = ("""{ "any": [] }""", (_, _) => false),
    };

    /// <summary>Random customers and the segments, in the service and in a model of it.</summary>
    public static async Task<SetModel> FillAsync(TestAudience audience, Random random, int customers)
    {
        var model = new SetModel();
        var lines = new StringBuilder();
        for (var i = 0; i < customers; i++)
        {
            var (age, city) = (random.Next(10, 50), Cities[random.Next(Cities.Length)]);
            model.Customers.Add($"c{i}", (age, city));
            lines.Append(CultureInfo.InvariantCulture, $$"""{ "id": "c{{i}}", "attributes": { "age": {{age}}, "city": "{{city}}" } }""").Append('\n');
        }

        Assert.Equal(customers, (await audience.Http.PostAsync("/v1/customers", lines.ToString(), Replies.Ndjson)).Accepted);
        await audience.WhenAppliedAsync();
        foreach (var (key, segment) in Segments)
            await audience.SaveAsync(key, segment.Rule);
        return model;
    }

    public HashSet<string> MembersOf(string segment) => [.. Customers.Where(c => Segments[segment].Holds(c.Value.Age, c.Value.City)).Select(c => c.Key)];

    /// <summary>A random expression, and who is in it.</summary>
    public (string Json, HashSet<string> Members) Random(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
            return Leaf(random);
        var operands = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Random(random, depth - 1)).ToList();
        var list = string.Join(", ", operands.Select(o => o.Json));
        var sets = operands.Select(o => o.Members).ToList();
        return random.Next(4) switch
        {
            0 => ($$"""{ "and": [{{list}}] }""", [.. Customers.Keys.Where(c => sets.TrueForAll(s => s.Contains(c)))]),
            1 => ($$"""{ "or": [{{list}}] }""", [.. Customers.Keys.Where(c => sets.Exists(s => s.Contains(c)))]),
            2 => ($$"""{ "andNot": [{{list}}] }""", [.. sets[0].Where(c => !sets.Skip(1).Any(s => s.Contains(c)))]),
            _ => ($$"""{ "not": {{operands[0].Json}} }""", [.. Customers.Keys.Where(c => !sets[0].Contains(c))]),
        };
    }

    private (string Json, HashSet<string> Members) Leaf(Random random)
    {
        var key = Segments.Keys.ElementAt(random.Next(Segments.Count));
        switch (random.Next(5))
        {
            case 0:
                return ($$"""{ "segment": "{{key}}" }""", MembersOf(key));
            case 1:
                return ("""{ "all": true }""", [.. Customers.Keys]);
            case 2:
                var age = random.Next(10, 40);
                return ($$"""{ "rule": { "all": [ { "segment": "{{key}}" }, { "attribute": "age", "gt": {{age}} } ] } }""", [.. MembersOf(key).Where(c => Customers[c].Age > age)]);
            case 3:
                List<string> ids = [.. Customers.Keys.Where(_ => random.Next(3) == 0), "a stranger"];
                return ($$"""{ "customers": {{JsonSerializer.Serialize(ids)}} }""", [.. ids.Where(Customers.ContainsKey)]);
            default:
                return ($"\"{key}\"", MembersOf(key));
        }
    }
}
