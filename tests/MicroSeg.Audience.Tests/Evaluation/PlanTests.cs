using System.Text;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation;

public class PlanTests
{
    private readonly AudienceSchema _schema = RandomAudience.CreateSchema(withZone: true);

    [Fact]
    public void Equal_leaves_are_one_step()
    {
        const string Leaf = """{ "event": "booked", "within": "30d", "count": { "gte": 2 } }""";
        var one = new Scene().Plan(("a", Leaf));
        var three = new Scene().Plan(("a", Leaf), ("b", Leaf), ("c", """{ "all": [ { "segment": "a" } ] }"""));
        Assert.Equal(one.NodeCount, three.NodeCount);
    }

    [Fact]
    public void Segments_watch_what_they_and_those_they_name_depend_on()
    {
        var plan = new Scene().Plan(
            ("uses", """{ "all": [ { "segment": "recent" }, { "attribute": "score", "gt": 1 } ] }"""),
            ("recent", """{ "event": "booked", "within": "1mo" }"""),
            ("ever", """{ "event": "searched" }"""),
            ("high", """{ "attribute": "score", "gte": 18 }"""));
        Assert.Equal([0, 1], plan.WatchersOfEvent(_schema.EventIndex("booked")));
        Assert.Equal([2], plan.WatchersOfEvent(_schema.EventIndex("searched")));
        Assert.Equal([0, 3], plan.WatchersOfAttribute(_schema.AttributeIndex("score")));
        Assert.Equal([0, 1], plan.WatchersOfAttribute(_schema.AttributeIndex("timeZone")));
        Assert.Equal([0, 1, 2], plan.WatchersOfTime);
    }

    [Fact]
    public void Values_that_come_after_the_plan_are_judged_too()
    {
        var scene = new Scene().Customer("a", ("name", "Anna"));
        var plan = scene.Plan(("it", """{ "attribute": "name", "startsWith": "A" }"""));
        Assert.Equal("a", scene.Members(plan, "it"));
        for (var i = 0; i < 300; i++)
            scene.Customer($"x{i}", ("name", $"{(i % 100 == 0 ? 'A' : 'B')}{i}"));
        Assert.Equal("a x0 x100 x200", scene.Members(plan, "it"));
    }

    [Fact]
    public void Erased_customers_are_in_no_segment()
    {
        var scene = new Scene().Customer("a").Customer("b");
        scene.Index.EraseCustomer(0);
        Assert.Equal("b", scene.Members("""{ "all": [] }"""));
        var plan = scene.Plan(("it", """{ "all": [] }"""));
        var verdicts = new ulong[] { 1 };
        new CustomerEvaluator().Evaluate(plan, scene.Index, 0, scene.AsOf, verdicts);
        Assert.Equal(0UL, verdicts[0]);
        new CustomerEvaluator().Evaluate(plan, scene.Index, 7_000_000, scene.AsOf, verdicts);
        Assert.Equal(0UL, verdicts[0]);
    }

    [Fact]
    public void Only_the_segments_asked_for_are_answered()
    {
        var scene = new Scene().Customer("a");
        var plan = scene.Plan(("yes", """{ "all": [] }"""), ("no", """{ "any": [] }"""), ("other", """{ "all": [] }"""));
        var verdicts = new ulong[] { 0b010 };
        new CustomerEvaluator().Evaluate(plan, scene.Index, 0, scene.AsOf, [0, 1], verdicts);
        Assert.Equal(0b001UL, verdicts[0]);
    }

    [Fact]
    public void A_cancelled_evaluation_stops()
    {
        var scene = new Scene().Customer("a");
        var plan = scene.Plan(("it", """{ "all": [] }"""));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PageEvaluator.Evaluate(plan, scene.Index, scene.AsOf, null, source.Token));
    }

    [Fact]
    public void A_segment_that_is_not_there_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Scene().Plan(("it", """{ "segment": "gone" }""")));

    [Theory]
    [InlineData("springc1", 627776)]
    [InlineData("springc2", 553630)]
    [InlineData("springcustomer-1000000", 954293)]
    [InlineData("summerc1", 585031)]
    [InlineData("c1", 44163)]
    [InlineData("frühlingé", 744760)]
    [InlineData("spring550e8400-e29b-41d4-a716-446655440000", 925872)]
    public void Buckets_never_change(string saltAndId, int bucket) => Assert.Equal(bucket, SampleNode.BucketOf(Encoding.UTF8.GetBytes(saltAndId)));

    [Fact]
    public void A_larger_sample_contains_the_smaller_one()
    {
        var scene = new Scene();
        for (var i = 0; i < 2_000; i++)
            scene.Customer($"c{i}");
        var small = scene.Members("""{ "sample": 10, "salt": "spring" }""").Split(' ');
        var large = scene.Members("""{ "sample": 12.5, "salt": "spring" }""").Split(' ');
        Assert.InRange(small.Length, 150, 250);
        Assert.Subset(large.ToHashSet(), small.ToHashSet());
        Assert.Equal("", scene.Members("""{ "sample": 0 }"""));
        Assert.Equal(2_000, scene.Members("""{ "sample": 100 }""").Split(' ').Length);
    }
}
