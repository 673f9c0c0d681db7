using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation.Explaining;

/// <summary>Explanations of generated rules say of every node what the naive interpreter says, now and up to the instant at which they say that it flips.</summary>
public sealed partial class ExplainerProperties
{
    private const int SeedsPerCase = 4;
    private const int Rules = 24;
    private const int CustomerCount = 8;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_node_is_explained_as_the_oracle_sees_it(int part)
    {
        var (leaves, flips) = (0, 0);
        for (var seed = part * SeedsPerCase; seed < (part + 1) * SeedsPerCase; seed++)
            new Case(seed).Check(ref leaves, ref flips);
        // So that the generated cases are known to say something.
        Assert.InRange(leaves, 500, int.MaxValue);
        Assert.InRange(flips, 60, int.MaxValue);
    }

    [GeneratedRegex(@"\.(?<key>\w+)|\[(?<index>\d+)\]")]
    private static partial Regex PathPart();

    private sealed class Case
    {
        private readonly int _seed;
        private readonly RandomAudience _audience;
        private readonly Dictionary<string, JsonElement> _rules;
        private readonly RulePlan _plan;
        private readonly TimeZoneInfo _zone;
        private readonly OraclePast _past;
        private readonly OracleRfm _rfm;

        public Case(int seed)
        {
            _seed = seed;
            _audience = new RandomAudience(seed, CustomerCount);
            var generator = new RandomRules(seed, _audience.Schema, _audience.AsOf, [.. OracleRfm.Definitions.Keys]);
            _rules = Enumerable.Range(0, Rules).ToDictionary(i => $"s{i}", i => JsonElement.Parse(generator.Next(i)));
            _zone = TimeZoneInfo.FindSystemTimeZoneById(seed % 3 == 0 ? "America/New_York" : "Europe/Berlin");
            _past = _audience.Past(Rules);
            _rfm = new OracleRfm(_audience, _zone);
            var names = new RuleNames(Models: OracleRfm.Definitions.ToDictionary(d => d.Key, d => new RfmModel(d.Key, 1, d.Value, RfmEvaluator.Compute(_audience.ToIndex(merge: true), d.Value, _audience.AsOf, new EvaluationOptions(_zone)).Cuts)));
            _plan = RulePlan.Compile(_audience.Schema, [.. _rules.Select(r => new SegmentDefinition(r.Key, RuleReader.Read(r.Value, _audience.Schema, names).Rule!) { Json = r.Value })]);
        }

        public void Check(ref int leaves, ref int flips)
        {
            var index = _audience.ToIndex(_seed % 2 == 0);
            var options = new EvaluationOptions(_zone, Facts: _past);
            var (explainer, evaluator) = (new Explainer(options), new CustomerEvaluator(options));
            var verdicts = new ulong[_plan.VerdictWords];
            for (var customer = 0; customer < CustomerCount; customer++)
            {
                var who = _audience.Customers[customer];
                var instants = FlipTests.Instants(_audience, who, _zone);
                evaluator.Evaluate(_plan, index, RandomAudience.OrdinalOf(customer), _audience.AsOf, verdicts);
                for (var segment = 0; segment < Rules; segment++)
                {
                    var root = explainer.Explain(_plan, index, segment, RandomAudience.OrdinalOf(customer), _audience.AsOf)!;
                    Assert.Equal((verdicts[segment >> 6] >> segment & 1) != 0, root.Holds);
                    CheckFlip(root, _rules[$"s{segment}"], who, instants);
                    foreach (var (node, json) in Nodes(root, _rules[$"s{segment}"]))
                    {
                        CheckNode(node, json, who);
                        if (node.Children.Count > 0 && node.Kind is not ("event" or "sequence"))
                            continue;
                        CheckFlip(node, json, who, instants);
                        leaves++;
                        flips += node.FlipsAt is null ? 0 : 1;
                    }
                }
            }
        }

        private void CheckNode(Explanation node, JsonElement json, OracleCustomer who)
        {
            Assert.Matches("^[A-Z].*\\.$", node.Describe);
            Assert.True(Holds(json, who, _audience.AsOf) == node.Holds, Say(node, json, _audience.AsOf));
            if (node.Kind != "event")
                return;
            // The oracle counts the events that match, by a rule that asks for just so many.
            var counting = JsonNode.Parse(json.GetRawText())!.AsObject();
            foreach (var key in counting.Select(m => m.Key).Except(["event", "where", "within"]).ToList())
                counting.Remove(key);
            counting["count"] = new JsonObject { ["eq"] = node.Matched };
            Assert.True(Holds(JsonSerializer.SerializeToElement(counting), who, _audience.AsOf), Say(node, json, _audience.AsOf));
            Assert.InRange(node.Events.Count, 0, Math.Min(10, node.Matched!.Value));
        }

        private void CheckFlip(Explanation node, JsonElement json, OracleCustomer who, List<DateTimeOffset> instants)
        {
            // What remembers, the oracle cannot follow through time.
            if (Remembers(json))
                return;
            Assert.Null(node.FlipsSearchedTo);
            var until = node.FlipsAt?.AddSeconds(-1) ?? _audience.AsOf + FlipTests.Horizon;
            foreach (var at in instants.Where(i => i <= until).Append(until))
                Assert.True(Holds(json, who, at) == node.Holds, Say(node, json, at));
            if (node.FlipsAt is { } flip)
                Assert.True(Holds(json, who, flip) != node.Holds, Say(node, json, flip));
        }

        private bool Holds(JsonElement json, OracleCustomer who, DateTimeOffset at) => new RuleOracle(at, _rules, _zone)
        {
            Stays = (segment, customer) => _past.StaysOf(segment, RandomAudience.OrdinalOf(_audience.Customers.IndexOf(customer))),
            Scores = _rfm.ScoresOf,
        }.Holds(json, who);

        private bool Remembers(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().Any(Remembers),
            JsonValueKind.Object => json.TryGetProperty("rfm", out _)
                || (json.TryGetProperty("segment", out var key) ? json.GetPropertyCount() > 1 || Remembers(_rules[key.GetString()!]) : json.EnumerateObject().Any(m => Remembers(m.Value))),
            _ => false,
        };

        private string Say(Explanation node, JsonElement json, DateTimeOffset at) =>
            $"seed {_seed}, as of {_audience.AsOf:u}: {node.Path} holds: {node.Holds}, matched {node.Matched}, flips at {node.FlipsAt:u}; at {at:u} it is not so\n{json}";

        /// <summary>All nodes that speak of the customer, with what the rule has at their path.</summary>
        private IEnumerable<(Explanation Node, JsonElement Json)> Nodes(Explanation node, JsonElement rule)
        {
            if (node.Holds is null)
                yield break;
            yield return (node, At(rule, node.Path));
            var below = node.Children.SelectMany(c => Nodes(c, rule));
            if (node.Segment is { Rule: { } other } segment)
                below = below.Concat(Nodes(other, _rules[segment.Key]));
            foreach (var found in below)
                yield return found;
        }

        private static JsonElement At(JsonElement json, string path)
        {
            foreach (Match part in PathPart().Matches(path))
                json = part.Groups["key"] is { Success: true } key ? json.GetProperty(key.Value) : json[int.Parse(part.Groups["index"].Value, CultureInfo.InvariantCulture)];
            return json;
        }
    }
}
