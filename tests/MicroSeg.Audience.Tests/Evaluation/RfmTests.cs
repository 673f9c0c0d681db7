using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>Cut points and scores; generated data and rules are checked in <see cref="OracleTests"/>.</summary>
public class RfmTests
{
    private static readonly RfmDefinition Definition = new("booked", "price", "365d");

    // numpy.quantile([1, 2, 4, 8, 16, 32, 64], [.2, .4, .6, .8]) and so on, with NumPy's default method, which is R's type 7.
    [Theory]
    [InlineData(new long[] { 1, 2, 4, 8, 16, 32, 64 }, 5, new[] { 2.4, 5.6, 12.8, 28.8 })]
    [InlineData(new long[] { 1, 2, 4, 8, 16, 32, 64 }, 4, new[] { 3.0, 8.0, 24.0 })]
    [InlineData(new long[] { 7, 15, 36, 39, 40, 41 }, 4, new[] { 20.25, 37.5, 39.75 })]
    [InlineData(new long[] { 3, 3, 3, 3 }, 5, new[] { 3.0, 3.0, 3.0, 3.0 })]
    [InlineData(new long[] { 10, 20 }, 10, new[] { 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0 })]
    [InlineData(new long[] { 42 }, 3, new[] { 42.0, 42.0 })]
    [InlineData(new long[] { 0, 1 }, 3, new[] { 0.3333333333333333, 0.6666666666666666 })]
    public void Cut_points_are_quantiles_of_type_7(long[] sorted, int n, double[] cuts)
    {
        Assert.Equal(cuts, Quantiles.OfWhole(sorted, n));
        Assert.Equal(cuts, Quantiles.OfKeys(PropertyType.Number, [.. sorted.Select(v => PropertyValue.KeyOf(v))], n).Select(v => v.Number), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Between_decimals_the_cut_point_is_rounded_up_to_what_a_sum_can_be() =>
        Assert.Equal([0.333334m, 0.666667m], Quantiles.OfKeys(PropertyType.Decimal, [0, 1_000_000], 3).Select(v => v.Decimal));

    [Fact]
    public void Scores_are_numbered_from_the_worst()
    {
        var scene = Eight();
        var computed = RfmEvaluator.Compute(scene.Index, Definition, scene.AsOf);

        // Ages of 10, 20, … 80 days; 1 to 8 events; sums of 100, 200 × 2, … : the eighth customer is the best in all but recency.
        Assert.Equal(8, computed.Customers);
        Assert.Equal([24.0, 38.0, 52.0, 66.0], computed.Cuts.Recency.Select(s => s / 86_400));
        Assert.Equal([2.4, 3.8, 5.2, 6.6], computed.Cuts.Frequency);
        Assert.Equal([600m, 1460m, 2720m, 4380m], computed.Cuts.Monetary.Select(v => v.Decimal));
        Assert.Equal([2, 1, 2, 1, 2], computed.Recency);
        Assert.Equal([2, 1, 2, 1, 2], computed.Frequency);
        Assert.Equal([2, 1, 2, 1, 2], computed.Monetary);
        var model = new RfmModel("m", 1, Definition, computed.Cuts);
        Assert.Equal(new RfmScores(5, 1, 1), model.ScoresOf(RfmEvaluator.Find(scene.Index, Definition, 0, scene.AsOf)!));
        Assert.Equal(new RfmScores(1, 5, 5), model.ScoresOf(RfmEvaluator.Find(scene.Index, Definition, 7, scene.AsOf)!));
        Assert.Null(RfmEvaluator.Find(scene.Index, Definition, 8, scene.AsOf));
        Assert.Null(RfmEvaluator.Find(scene.Index, Definition, 1_000_000, scene.AsOf));
    }

    [Theory]
    [InlineData("\"recency\": { \"gte\": 4 }", "c1 c2 c3")]
    [InlineData("\"frequency\": { \"gte\": 4 }", "c6 c7 c8")]
    [InlineData("\"recency\": { \"gte\": 2 }, \"monetary\": { \"in\": [1, 3] }", "c1 c2 c4 c5")]
    [InlineData("\"monetary\": { \"gt\": 0 }", "c1 c2 c3 c4 c5 c6 c7 c8")]
    [InlineData("\"monetary\": { \"lte\": 5 }", "c1 c2 c3 c4 c5 c6 c7 c8")]
    [InlineData("\"monetary\": { \"lt\": 1 }", "")]
    [InlineData("\"frequency\": { \"gte\": 6 }", "")]
    public void Who_has_no_event_in_the_window_has_no_score(string scores, string members)
    {
        var scene = Eight().Customer("nothing").Customer("long ago").Did("booked", "2024-01-01T00:00:00Z", ("price", 1m));
        Assert.Equal(members, scene.Members(Plan(scene, scores), "it"));
    }

    [Fact]
    public void A_model_without_cut_points_gives_no_scores()
    {
        var scene = new Scene().Customer("a");
        Assert.Equal(RfmCuts.None, RfmEvaluator.Compute(scene.Index, Definition, scene.AsOf).Cuts);
        Assert.Equal("", scene.Members(Plan(scene.Did("booked", "2026-06-01T00:00:00Z"), "\"recency\": { \"gte\": 1 }", RfmCuts.None), "it"));
    }

    [Fact]
    public void Scores_share_the_steps_of_conditions_that_say_the_same()
    {
        var scene = Eight();
        var (once, twice) = (Plan(scene, "\"recency\": { \"gte\": 4 }"), Plan(scene, "\"recency\": { \"gte\": 4 }", null, ("in", """{ "event": "booked", "within": "365d" }""")));
        Assert.Equal(once.NodeCount, twice.NodeCount);
    }

    [Fact]
    public void Erased_customers_count_for_nothing()
    {
        var scene = Eight();
        scene.Index.EraseCustomer(7);
        Assert.Equal(7, RfmEvaluator.Compute(scene.Index, Definition, scene.AsOf).Customers);
    }

    [Fact]
    public void All_that_is_wrong_with_a_definition_is_found()
    {
        var schema = RandomAudience.CreateSchema(withZone: false);
        Assert.Equal(["$.event"], new RfmDefinition("bookd", "price").Check(schema).Select(f => f.Path));
        Assert.Equal("booked", new RfmDefinition("bookd", "price").Check(schema)[0].Suggestion);
        Assert.Equal(["$.value", "$.window", "$.quantiles", "$.refreshEvery"], new RfmDefinition("booked", "prize", "90", 11, "59m").Check(schema).Select(f => f.Path));
        Assert.Equal(RuleCodes.WrongType, Assert.Single(new RfmDefinition("booked", "cabin").Check(schema)).Code);
        Assert.Empty(new RfmDefinition("booked", "points", "1y", 2, "1h").Check(schema));
        Assert.Equal(Scene.At("2026-03-03T00:00:00Z"), new RfmDefinition("booked", "price", RefreshEvery: "1mo").NextRefresh(Scene.At("2026-02-03T00:00:00Z")));
        Assert.Null(new RfmDefinition("booked", "price").NextRefresh(Scene.At("2026-02-03T00:00:00Z")));
    }

    [Fact]
    public void It_reads_as_a_sentence()
    {
        var rule = RuleReader.Read("""{ "rfm": "default", "recency": { "gte": 4 }, "monetary": { "lt": 3 } }""", RandomAudience.CreateSchema(withZone: true), new RuleNames(Models: OracleRfm.ModelsWithoutCuts)).Rule!;
        Assert.Equal("By RFM model \"default\" the customer's recency score is at least 4 and the monetary score is less than 3.", rule.Describe());
        Assert.Equal(["default"], rule.References.Models);
    }

    /// <summary>Customer i has i events of i × 100 each, the latest of them 10 × i days ago.</summary>
    private static Scene Eight()
    {
        var scene = new Scene(withZone: false);
        for (var i = 1; i <= 8; i++)
        {
            scene.Customer($"c{i}");
            for (var e = 0; e < i; e++)
                scene.Did("booked", $"{scene.AsOf.AddDays((-10 * i) - e):O}", ("price", 100m * i));
        }

        return scene;
    }

    private static RulePlan Plan(Scene scene, string scores, RfmCuts? cuts = null, params (string Key, string Rule)[] others)
    {
        var model = new RfmModel("m", 1, Definition, cuts ?? RfmEvaluator.Compute(scene.Index, Definition, scene.AsOf).Cuts);
        var names = new RuleNames(Models: new Dictionary<string, RfmModel> { ["m"] = model });
        return RulePlan.Compile(scene.Index.Schema, [.. others.Append(("it", $$"""{ "rfm": "m", {{scores}} }""")).Select(s => new SegmentDefinition(s.Item1, RuleReader.Read(s.Item2, scene.Index.Schema, names).Rule!))]);
    }
}
