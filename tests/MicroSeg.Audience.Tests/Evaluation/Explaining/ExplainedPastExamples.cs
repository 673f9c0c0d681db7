using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation.Explaining;

/// <summary>Explanations of what asks for the past of memberships, for lists and for scores, by hand.</summary>
public sealed class ExplainedPastExamples
{
    private static readonly DateTimeOffset AsOf = Scene.At("2026-06-30T12:00:00Z");

    private readonly OraclePast _past = new();
    private readonly Scene _scene;

    public ExplainedPastExamples() => _scene = new Scene { AsOf = AsOf, Options = new EvaluationOptions(Facts: _past) };

    [Fact]
    public void A_member_is_shown_since_when_and_the_answer_flips_when_it_is_due()
    {
        _scene.Customer("a", ("score", 1.0));
        _past.Stay("in", 0, AsOf.AddDays(-10), null);
        var leaf = Explain("""{ "segment": "in", "memberFor": { "gte": "30d" } }""", In);
        Assert.Equal((false, AsOf.AddDays(20)), (leaf.Holds, leaf.FlipsAt));
        Assert.Equal([new ExplainedValue("since", PropertyValue.Of(AsOf.AddDays(-10)))], leaf.Seen);
        Assert.Equal("""{"memberFor":{"gte":"30d"}}""", leaf.Threshold.ToString());
        Assert.Equal(("in", true, "attribute"), (leaf.Segment!.Key, leaf.Segment.Holds, leaf.Segment.Rule!.Kind));
        Assert.Equal((true, AsOf.AddDays(-10).AddDays(15)), Verdict(Explain("""{ "segment": "in", "entered": "15d" }""", In)));
    }

    [Fact]
    public void Who_will_be_a_member_will_have_been_one_for_a_while_later()
    {
        // Booked in the future: a member from the 5th on, for ten days, and a memory of three more.
        _scene.Customer("a").Did("booked", "2026-07-05T00:00:00Z");
        const string Lately = """{ "event": "booked", "within": "10d" }""";
        Assert.Equal((false, Scene.At("2026-07-07T00:00:00Z")), Verdict(Explain("""{ "segment": "in", "memberFor": { "gte": "2d" } }""", Lately)));
        Assert.Equal((false, Scene.At("2026-07-05T00:00:00Z")), Verdict(Explain("""{ "segment": "in", "entered": "1d" }""", Lately)));
        Assert.Equal((false, Scene.At("2026-07-15T00:00:00Z")), Verdict(Explain("""{ "segment": "in", "left": "3d" }""", Lately)));
        Assert.Equal((false, null), Verdict(Explain("""{ "segment": "in", "memberFor": { "gt": "10d" } }""", Lately)));
        Assert.Equal((false, Scene.At("2026-07-10T00:00:00Z")), Verdict(Explain("""{ "segment": "in", "at": "2026-07-10" }""", Lately)));
        Assert.Equal((false, null), Verdict(Explain("""{ "segment": "in", "at": "2026-07-20" }""", Lately)));
        _scene.AsOf = Scene.At("2026-07-06T00:00:00Z");
        _past.Stay("in", 0, Scene.At("2026-07-05T00:00:00Z"), null);
        Assert.Equal((true, Scene.At("2026-07-15T00:00:00Z")), Verdict(Explain("""{ "segment": "in", "memberFor": { "gte": "1d" } }""", Lately)));
    }

    [Fact]
    public void Who_left_is_shown_when()
    {
        _scene.Customer("a", ("score", 0.0)).Customer("b", ("score", 0.0));
        _past.Stay("in", 0, AsOf.AddDays(-40), AsOf.AddDays(-6));
        var leaf = Explain("""{ "segment": "in", "left": "7d" }""", In);
        Assert.Equal((true, AsOf.AddDays(1)), Verdict(leaf));
        Assert.Equal([new ExplainedValue("left", PropertyValue.Of(AsOf.AddDays(-6)))], leaf.Seen);
        Assert.Equal([new ExplainedValue("left", null)], Explain("""{ "segment": "in", "left": "7d" }""", In, ordinal: 1).Seen);
        Assert.Equal([new ExplainedValue("since", null)], Explain("""{ "segment": "in", "entered": "7d" }""", In).Seen);
    }

    [Fact]
    public void A_list_says_that_it_is_one()
    {
        _scene.Customer("a");
        _past.Lists["it"] = CustomerSet.Of([0]);
        var plan = RulePlan.Compile(_scene.Index.Schema, [new SegmentDefinition("it", SegmentRule.Listed("it"))]);
        var leaf = new Explainer(_scene.Options).Explain(plan, _scene.Index, 0, 0, AsOf)!;
        Assert.Equal(("list", "$", true, "The customer is on the list of segment \"it\"."), (leaf.Kind, leaf.Path, leaf.Holds, leaf.Describe));
    }

    [Fact]
    public void Scores_are_shown_with_what_they_come_from()
    {
        _scene.Customer("a").Did("booked", "2026-06-20T12:00:00Z", ("price", 100m)).Did("booked", "2026-06-10T12:00:00Z", ("price", 50m)).Customer("b");
        const long Day = 86_400;
        var cuts = new RfmCuts([5 * Day, 20 * Day], [2, 4], [PropertyValue.Of(10m), PropertyValue.Of(200m)]);
        var model = new RfmModel("default", 1, new RfmDefinition("booked", "price", "365d", Quantiles: 3), cuts);
        var leaf = ExplainScores(model, 0);
        Assert.Equal((true, 2), (leaf.Holds, leaf.Matched));
        Assert.Equal(
            ["recency 2", "frequency 2", "monetary 2", "sinceLast 864000", "count 2", "sum 150"],
            leaf.Seen.Select(s => $"{s.Name} {s.Value}"));
        // The latest booking is twenty days old on the 10th, which is the next score.
        Assert.Equal(Scene.At("2026-07-10T12:00:00Z"), leaf.FlipsAt);
        Assert.Equal("""{"recency":{"gte":2}}""", leaf.Threshold.ToString());

        Assert.All(ExplainScores(model, 1).Seen, s => Assert.Null(s.Value));
        Assert.All(ExplainScores(model with { Cuts = RfmCuts.None }, 0).Seen, s => Assert.Null(s.Value));
    }

    private const string In = """{ "attribute": "score", "gte": 1 }""";

    private static (bool? Holds, DateTimeOffset? FlipsAt) Verdict(Explanation leaf) => (leaf.Holds, leaf.FlipsAt);

    private Explanation Explain(string rule, string segment, int ordinal = 0) => _scene.Explain(ordinal, ExplainLimits.Default, ("it", rule), ("in", segment));

    private Explanation ExplainScores(RfmModel model, int ordinal)
    {
        var json = System.Text.Json.JsonElement.Parse("""{ "rfm": "default", "recency": { "gte": 2 } }""");
        var rule = RuleReader.Read(json, _scene.Index.Schema, new RuleNames(Models: new Dictionary<string, RfmModel> { ["default"] = model })).Rule!;
        var plan = RulePlan.Compile(_scene.Index.Schema, [new SegmentDefinition("it", rule) { Json = json }]);
        return new Explainer(_scene.Options).Explain(plan, _scene.Index, 0, ordinal, AsOf)!;
    }
}
