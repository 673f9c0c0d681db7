using MicroSeg.Audience.Evaluation;
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
