using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Measures;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Rules;

public class SegmentGraphTests
{
    [Fact]
    public void A_cycle_is_spelled_out()
    {
        SegmentDefinition[] segments = [Segment("x", "a"), Segment("a", "b"), Segment("b", "c"), Segment("c", "a")];
        Assert.Equal("a -> b -> c -> a", SegmentGraph.Spell(new SegmentGraph(segments).FindCycle()!));
        var refusal = Assert.Throws<ArgumentException>(() => RulePlan.Compile(AudienceSchema.Empty, segments));
        Assert.Contains("a -> b -> c -> a", refusal.Message);
    }

    [Fact]
    public void A_segment_of_itself_is_a_cycle() => Assert.Equal(["a", "a"], new SegmentGraph([Segment("a", "a")]).FindCycle());

    [Fact]
    public void A_diamond_is_no_cycle()
    {
        var graph = new SegmentGraph([Segment("top", "left", "right"), Segment("left", "bottom"), Segment("right", "bottom"), Segment("bottom")]);
        Assert.Null(graph.FindCycle());
        Assert.Equal(["left", "right"], graph.UsersOf("bottom"));
    }

    [Fact]
    public void A_chain_may_have_a_hundred_segments_whatever_their_order()
    {
        SegmentDefinition[] Chain(int length) => [.. Enumerable.Range(0, length).Select(i => i == 0 ? Segment("s0") : Segment($"s{i}", $"s{i - 1}"))];
        Assert.Equal(100, RulePlan.Compile(AudienceSchema.Empty, Chain(100)).Segments.Length);
        Assert.Equal(100, RulePlan.Compile(AudienceSchema.Empty, [.. Chain(100).Reverse()]).Segments.Length);
        Assert.Equal("Segment 's100' refers to others in a chain of more than 100, down to 's0'. (Parameter 'segments')", Assert.Throws<ArgumentException>(() => RulePlan.Compile(AudienceSchema.Empty, Chain(101))).Message);
    }

    [Fact]
    public void However_long_a_chain_or_cycle_is_it_is_found()
    {
        const int Long = 50_000;
        SegmentDefinition[] chain = [Segment("s0"), .. Enumerable.Range(1, Long).Select(i => Segment($"s{i}", $"s{i - 1}"))];
        Assert.Equal(SegmentGraph.LongestChain + 1, new SegmentGraph(chain).FindLongChain()!.Count);
        Assert.Equal(Long + 2, new SegmentGraph([Segment("s0", $"s{Long}"), .. chain[1..]]).FindCycle()!.Count);
    }

    [Fact]
    public void A_chain_of_the_deepest_rules_is_evaluated_on_a_small_stack()
    {
        SegmentDefinition Deep(int i)
        {
            // Each level has two members, so that none of them falls away.
            var rule = i == 0 ? """{ "sample": 50 }""" : $$"""{ "segment": "s{{i - 1}}" }""";
            for (var level = 0; level < 15; level++)
                rule = $$"""{ "any": [ {{rule}}, { "sample": {{level}}, "salt": "{{i}}" } ] }""";
            return new SegmentDefinition($"s{i}", RuleReader.Read(rule, AudienceSchema.Empty).Rule!);
        }

        var plan = RulePlan.Compile(AudienceSchema.Empty, [.. Enumerable.Range(0, SegmentGraph.LongestChain).Select(Deep)]);
        var index = new AudienceIndex(AudienceSchema.Empty);
        index.UpsertCustomer(0, "c", []);
        var verdicts = new ulong[plan.VerdictWords];
        var thread = new Thread(() => new CustomerEvaluator().Evaluate(plan, index, 0, DateTimeOffset.UnixEpoch, [SegmentGraph.LongestChain - 1], verdicts), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal(0UL, verdicts[0]);
    }

    [Fact]
    public void Registries_refuse_two_of_a_name()
    {
        Assert.Throws<InvalidOperationException>(() => new ConditionRegistry([AllCondition.Kind, AllCondition.Kind]));
        Assert.Throws<InvalidOperationException>(() => OperatorRegistry.Index([.. OneOfOperator.Kinds, .. OneOfOperator.Kinds]));
        Assert.Throws<InvalidOperationException>(() => MeasureRegistry.Unique([MeasureRegistry.Kinds[0], MeasureRegistry.Kinds[0]]));
    }

    private static SegmentDefinition Segment(string key, params string[] uses)
    {
        var rule = $$"""{ "all": [{{string.Join(", ", uses.Select(u => $$"""{ "segment": "{{u}}" }"""))}}] }""";
        return new SegmentDefinition(key, RuleReader.Read(rule, AudienceSchema.Empty).Rule!);
    }
}
