using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>
/// Going from one instant at which an answer may change to the next gives the naive interpreter's answer at every second that is easily got
/// wrong: the edges of windows, midnights, changes of the clocks, month ends.
/// </summary>
public class FlipTests
{
    private const int SeedsPerCase = 6;
    private const int Rules = 24;
    private const int CustomerCount = 10;

    // More would mean that answers are looked at again and again for nothing.
    private const int MostDues = 1_000;

    internal static readonly TimeSpan Horizon = TimeSpan.FromDays(45);
    private static readonly string[] Lengths = ["1m", "6h", "24h", "7d", "2w", "30d", "90d", "1mo", "3mo", "1y"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Answers_stay_between_due_instants_and_change_at_them(int part)
    {
        for (var seed = part * SeedsPerCase; seed < (part + 1) * SeedsPerCase; seed++)
            Check(seed);
    }

    [Fact]
    public void Every_way_of_evaluating_gives_the_same_due_instants()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var audience = new RandomAudience(seed, 60);
            var generator = new RandomRules(seed, audience.Schema, audience.AsOf) { WithPasts = false };
            var plan = RulePlan.Compile(audience.Schema, [.. Enumerable.Range(0, 40).Select(i => new SegmentDefinition($"s{i}", RuleReader.Read(generator.Next(i), audience.Schema).Rule!))]);
            var index = audience.ToIndex(seed % 2 == 0);
            _ = PageEvaluator.Evaluate(plan, index, audience.AsOf, EvaluationOptions.Default, out var due);
            int[] all = [.. Enumerable.Range(0, plan.Segments.Length)];
            var verdicts = new ulong[plan.VerdictWords];
            var block = new BlockVerdicts();
            var evaluator = new CustomerEvaluator();
            for (var customer = 0; customer < audience.Customers.Count; customer++)
            {
                var ordinal = RandomAudience.OrdinalOf(customer);
                evaluator.Evaluate(plan, index, ordinal, audience.AsOf, all, verdicts, out var next);
                evaluator.EvaluateBlock(plan, index, ordinal, audience.AsOf, all, block);
                Assert.Equal(next, due.Find(ordinal) ?? long.MaxValue);
                Assert.Equal(next, block.NextChange[ordinal - block.FirstOrdinal]);
                Assert.All(all, s => Assert.Equal(verdicts[s >> 6] >> s & 1, block.Of(s)[(ordinal - block.FirstOrdinal) >> 6] >> ordinal & 1));
            }
        }
    }

    private static void Check(int seed)
    {
        var audience = new RandomAudience(seed, CustomerCount);
        var generator = new RandomRules(seed, audience.Schema, audience.AsOf) { WithPasts = false };
        string[] texts = [.. Enumerable.Range(0, Rules).Select(i => generator.Next(i))];
        var plan = RulePlan.Compile(audience.Schema, [.. texts.Select((text, i) => new SegmentDefinition($"s{i}", RuleReader.Read(text, audience.Schema).Rule!))]);
        var rules = texts.Select((text, i) => (Key: $"s{i}", Rule: JsonDocument.Parse(text).RootElement)).ToDictionary(r => r.Key, r => r.Rule);
        var index = audience.ToIndex(seed % 2 == 0);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(seed % 3 == 0 ? "America/New_York" : "Europe/Berlin");
        for (var customer = 0; customer < CustomerCount; customer++)
        {
            var instants = Instants(audience, audience.Customers[customer], zone);
            for (var rule = 0; rule < Rules; rule++)
                Follow(plan, index, new EvaluationOptions(zone), audience, customer, rule, instants, at => new RuleOracle(at, rules, zone).Holds(rules[$"s{rule}"], audience.Customers[customer]), texts[rule], seed);
        }
    }

    private static void Follow(RulePlan plan, AudienceIndex index, EvaluationOptions options, RandomAudience audience, int customer, int rule, List<DateTimeOffset> instants, Func<DateTimeOffset, bool> expected, string text, int seed)
    {
        var evaluator = new CustomerEvaluator(options);
        var verdicts = new ulong[plan.VerdictWords];
        var at = audience.AsOf;
        var next = 0;
        for (var dues = 0; at <= audience.AsOf + Horizon; dues++)
        {
            Assert.True(dues < MostDues, $"seed {seed}, customer {customer}: due again and again, at {at:u}\n{text}");
            evaluator.Evaluate(plan, index, RandomAudience.OrdinalOf(customer), at, [rule], verdicts, out var due);
            var holds = (verdicts[rule >> 6] >> rule & 1) != 0;
            Assert.True(due > at.ToUnixTimeSeconds());
            var until = due > (audience.AsOf + Horizon).ToUnixTimeSeconds() ? audience.AsOf + Horizon : DateTimeOffset.FromUnixTimeSeconds(due).AddSeconds(-1);
            Agree(at);
            Agree(until);
            for (; next < instants.Count && instants[next] <= until; next++)
                Agree(instants[next]);
            at = until.AddSeconds(1);

            void Agree(DateTimeOffset instant) => Assert.True(expected(instant) == holds, $"seed {seed}, customer {customer}: as of {at:u} {holds} until {until:u}, and not so at {instant:u}\n{text}");
        }
    }

    /// <summary>Every second at which something may change, and its neighbours.</summary>
    internal static List<DateTimeOffset> Instants(RandomAudience audience, OracleCustomer customer, TimeZoneInfo defaultZone)
    {
        var zone = customer.Attributes.TryGetValue("timeZone", out var id) && TimeZoneInfo.TryFindSystemTimeZoneById((string)id, out var known) ? known : defaultZone;
        var instants = new SortedSet<DateTimeOffset>();
        var times = customer.Events.Select(e => e.At)
            .Concat(customer.Events.SelectMany(e => e.Properties.Values).Concat(customer.Attributes.Values).OfType<DateTimeOffset>());
        foreach (var time in times)
        {
            Add(time);
            foreach (var length in Lengths)
            {
                Add(OracleTime.Shift(time, length, 1, zone));
                Add(OracleTime.Shift(time, length, -1, zone));
                if (length[^1] is 'o' or 'y')
                    Enumerable.Range(0, 5).ToList().ForEach(day => Add(OracleTime.Shift(time, length, 1, zone).AddDays(day)));
            }
        }

        for (var day = OracleTime.DayOf(audience.AsOf, zone); instants.Count == 0 || OracleTime.StartOf(day, zone) <= audience.AsOf + Horizon; day = day.AddDays(1))
        {
            Add(OracleTime.StartOf(day, zone));
            for (var hour = 0; hour < 24 && zone.GetUtcOffset(OracleTime.StartOf(day, zone)) != zone.GetUtcOffset(OracleTime.StartOf(day.AddDays(1), zone)); hour++)
                Add(OracleTime.StartOf(day, zone).AddHours(hour));
        }

        return [.. instants.Where(i => i > audience.AsOf && i <= audience.AsOf + Horizon)];

        void Add(DateTimeOffset at)
        {
            at = at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond)).ToUniversalTime();
            instants.UnionWith([at.AddSeconds(-1), at, at.AddSeconds(1)]);
        }
    }
}
