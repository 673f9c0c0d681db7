using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>What rules ask of the past of other segments, and of lists.</summary>
public class SegmentPastTests
{
    private static readonly DateTimeOffset AsOf = Scene.At("2026-06-30T12:00:00Z");

    private readonly OraclePast _past = new();
    private readonly Scene _scene;

    public SegmentPastTests()
    {
        // a and b are in the segment; c and d are not.
        _scene = new Scene { AsOf = AsOf, Options = new EvaluationOptions(Facts: _past) };
        foreach (var (id, score) in new[] { ("a", 1.0), ("b", 1.0), ("c", 0.0), ("d", 0.0) })
            _scene.Customer(id, ("score", score));
        _past.Stay("in", 0, AsOf.AddDays(-30), null);
        _past.Stay("in", 2, AsOf.AddDays(-40), AsOf.AddDays(-7));
        _past.Stay("in", 3, AsOf.AddDays(-40), null);
    }

    [Theory]
    [InlineData("\"memberFor\": { \"gte\": \"30d\" }", "a", 0)]
    [InlineData("\"memberFor\": { \"gt\": \"30d\" }", "", 0)]
    [InlineData("\"memberFor\": { \"gt\": \"30d\" }", "a", 1)]
    [InlineData("\"memberFor\": { \"lt\": \"1h\" }", "b", 0)]
    [InlineData("\"memberFor\": { \"between\": [\"29d\", \"30d\"] }", "a", 0)]
    [InlineData("\"entered\": \"30d\"", "b", 0)]
    [InlineData("\"entered\": \"30d\"", "a b", -1)]
    [InlineData("\"left\": \"7d\"", "d", 0)]
    [InlineData("\"left\": \"7d\"", "c d", -1)]
    [InlineData("\"at\": \"2026-06-01\"", "a c d", 0)]
    [InlineData("\"at\": \"2026-05-31T11:59:59Z\"", "c d", 0)]
    [InlineData("\"at\": \"2026-05-31T12:00:00Z\"", "a c d", 0)]
    [InlineData("\"at\": \"2026-06-23T12:00:00Z\"", "a d", 0)]
    [InlineData("\"at\": \"2026-06-30T12:00:00Z\"", "a b", 0)]
    [InlineData("\"at\": \"2026-06-30T12:00:01Z\"", "", 0)]
    public void The_edges_are_exact_to_the_second(string term, string members, int seconds)
    {
        _scene.AsOf = AsOf.AddSeconds(seconds);
        Assert.Equal(members, _scene.Members(Plan(term), "it"));
    }

    [Theory]
    [InlineData("\"memberFor\": { \"gt\": \"31d\" }", "2026-07-01T12:00:01Z 2026-07-31T12:00:01Z never never")]
    [InlineData("\"memberFor\": { \"gte\": \"31d\" }", "2026-07-01T12:00:00Z 2026-07-31T12:00:00Z never never")]
    [InlineData("\"memberFor\": { \"lte\": \"31d\" }", "2026-07-01T12:00:01Z 2026-07-31T12:00:01Z never never")]
    [InlineData("\"memberFor\": { \"gte\": \"10d\", \"lt\": \"31d\" }", "2026-07-01T12:00:00Z 2026-07-10T12:00:00Z never never")]
    [InlineData("\"entered\": \"7d\"", "never 2026-07-07T12:00:00Z never never")]
    [InlineData("\"left\": \"8d\"", "never never 2026-07-01T12:00:00Z 2026-07-08T12:00:00Z")]
    [InlineData("\"left\": \"7d\"", "never never never 2026-07-07T12:00:00Z")]
    [InlineData("\"memberFor\": { \"gte\": \"1mo\" }", "2026-07-01T00:00:00Z 2026-07-29T00:00:00Z never never")]
    [InlineData("\"at\": \"2026-07-01\"", "2026-07-01T00:00:00Z 2026-07-01T00:00:00Z 2026-07-01T00:00:00Z 2026-07-01T00:00:00Z")]
    [InlineData("\"at\": \"2026-06-01\"", "never never never never")]
    public void Time_alone_changes_the_answer_when_it_is_due(string term, string due) =>
        Assert.Equal(due, string.Join(' ', Due(Plan(term)).Select(s => s == long.MaxValue ? "never" : $"{DateTimeOffset.FromUnixTimeSeconds(s):yyyy-MM-ddTHH:mm:ssZ}")));

    [Fact]
    public void Equal_questions_are_one_step()
    {
        var one = Plan("\"entered\": \"7d\"");
        Assert.Equal(one.NodeCount, Plan("\"memberFor\": { \"lt\": \"7d\" }").NodeCount);
        var both = _scene.Plan(("in", In), ("it", """{ "segment": "in", "entered": "7d" }"""), ("too", """{ "segment": "in", "memberFor": { "lt": "7d" } }"""));
        Assert.Equal(one.NodeCount, both.NodeCount);
    }

    [Fact]
    public void A_list_is_whom_the_host_names_and_nobody_else()
    {
        var plan = RulePlan.Compile(RandomAudience.CreateSchema(withZone: true), [new SegmentDefinition("vip", SegmentRule.Listed("vip"))]);
        Assert.Equal("", _scene.Members(plan, "vip"));
        _past.Lists["vip"] = CustomerSet.Of([1, 3, 99]);
        Assert.Equal("b d", _scene.Members(plan, "vip"));
    }

    private const string In = """{ "attribute": "score", "gt": 0 }""";

    private RulePlan Plan(string term) => _scene.Plan(("in", In), ("it", $$"""{ "segment": "in", {{term}} }"""));

    private long[] Due(RulePlan plan)
    {
        var due = Enumerable.Repeat(long.MaxValue, 4).ToArray();
        var block = plan.Rent();
        block.Begin(_scene.Index, _scene.AsOf.ToUnixTimeSeconds(), _scene.Options);
        using var reading = _scene.Index.Pages[0].EnterRead();
        block.MoveTo(_scene.Index.Pages[0], 0, 4);
        plan.Roots[plan.IndexOf("it")].NextChange(block, due);
        return due;
    }
}
