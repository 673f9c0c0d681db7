using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>Full, pending and single-customer evaluation agree with the naive interpreter on generated customers, events and rules.</summary>
public class OracleTests
{
    private const int SeedsPerCase = 15;
    private const int Rules = 40;
    private const int CustomerCount = 80;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_way_of_evaluating_agrees_with_the_oracle(int part)
    {
        for (var seed = part * SeedsPerCase; seed < (part + 1) * SeedsPerCase; seed++)
            Check(seed);
    }

    private static void Check(int seed)
    {
        var audience = new RandomAudience(seed, CustomerCount);
        var generator = new RandomRules(seed, audience.Schema, audience.AsOf, [.. OracleRfm.Definitions.Keys]);
        string[] texts = [.. Enumerable.Range(0, Rules).Select(i => generator.Next(i))];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(seed % 2 == 0 ? "UTC" : "America/New_York");
        var past = audience.Past(Rules);
        var options = new EvaluationOptions(zone, Facts: past);
        var names = new RuleNames(Models: OracleRfm.Definitions.ToDictionary(d => d.Key, d => new RfmModel(d.Key, 1, d.Value, RfmEvaluator.Compute(audience.ToIndex(merge: true), d.Value, audience.AsOf, options).Cuts)));
        var segments = texts.Select((text, i) => new SegmentDefinition($"s{i}", Read(text, audience, names, seed))).Reverse().ToArray();
        var expected = Expect(audience, texts, zone, past);
        foreach (var merge in new[] { true, false })
        {
            var index = audience.ToIndex(merge);
            var plan = RulePlan.Compile(audience.Schema, segments);
            var sets = PageEvaluator.Evaluate(plan, index, audience.AsOf, options);
            for (var rule = 0; rule < Rules; rule++)
            {
                var set = sets[plan.IndexOf($"s{rule}")];
                for (var customer = 0; customer < CustomerCount; customer++)
                    Agree(expected[rule, customer], set.Contains(RandomAudience.OrdinalOf(customer)), merge ? "full" : "pending", seed, texts[rule], audience, customer);
                Assert.Equal(Enumerable.Range(0, CustomerCount).Count(c => expected[rule, c]), set.Count);
            }

            CheckCustomers(plan, index, options, audience, expected, texts, seed);
        }
    }

    private static void CheckCustomers(RulePlan plan, AudienceIndex index, EvaluationOptions options, RandomAudience audience, bool[,] expected, string[] texts, int seed)
    {
        var evaluator = new CustomerEvaluator(options);
        Span<ulong> verdicts = stackalloc ulong[plan.VerdictWords];
        for (var customer = 0; customer < CustomerCount; customer++)
        {
            evaluator.Evaluate(plan, index, RandomAudience.OrdinalOf(customer), audience.AsOf, verdicts);
            for (var rule = 0; rule < Rules; rule++)
            {
                var segment = plan.IndexOf($"s{rule}");
                Agree(expected[rule, customer], (verdicts[segment >> 6] >> segment & 1) != 0, "single", seed, texts[rule], audience, customer);
            }
        }
    }

    private static bool[,] Expect(RandomAudience audience, string[] texts, TimeZoneInfo zone, OraclePast past)
    {
        var rules = texts.Select((text, i) => (Key: $"s{i}", Rule: JsonDocument.Parse(text).RootElement)).ToDictionary(r => r.Key, r => r.Rule);
        var ordinals = audience.Customers.Select((c, i) => (c, Ordinal: RandomAudience.OrdinalOf(i))).ToDictionary(c => c.c, c => c.Ordinal);
        var rfm = new OracleRfm(audience, zone);
        var oracle = new RuleOracle(audience.AsOf, rules, zone) { Stays = (segment, customer) => past.StaysOf(segment, ordinals[customer]), Scores = rfm.ScoresOf };
        var expected = new bool[texts.Length, audience.Customers.Count];
        for (var rule = 0; rule < texts.Length; rule++)
        {
            for (var customer = 0; customer < audience.Customers.Count; customer++)
                expected[rule, customer] = oracle.Holds(rules[$"s{rule}"], audience.Customers[customer]);
        }

        return expected;
    }

    private static SegmentRule Read(string text, RandomAudience audience, RuleNames names, int seed)
    {
        var reading = RuleReader.Read(text, audience.Schema, names);
        Assert.True(reading.IsValid, $"seed {seed}: {text}\n{string.Join('\n', reading.Findings)}");
        return reading.Rule;
    }

    private static void Agree(bool expected, bool actual, string way, int seed, string rule, RandomAudience audience, int customer)
    {
        if (expected == actual)
            return;
        var who = audience.Customers[customer];
        var attributes = string.Join(", ", who.Attributes.Select(a => $"{a.Key}={Show(a.Value)}"));
        var events = string.Join('\n', who.Events.Select(e => $"  {e.Type} {e.At:u} {string.Join(", ", e.Properties.Select(p => $"{p.Key}={Show(p.Value)}"))}"));
        Assert.Fail($"seed {seed}, {way}: expected {expected} as of {audience.AsOf:u}\n{rule}\n{attributes}\n{events}");
    }

    private static string Show(object value) => value is string[] set ? $"[{string.Join(' ', set)}]" : FormattableString.Invariant($"{value}");
}
