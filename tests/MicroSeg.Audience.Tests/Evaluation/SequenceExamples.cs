using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>What sequences mean, at their edges.</summary>
public class SequenceExamples
{
    private const string Searched = """{ "event": "searched" }""";
    private const string Booked = """{ "event": "booked" }""";

    [Theory]
    [InlineData("", "same-second edge late")]
    [InlineData(""", "gapAtMost": "48h" """, "same-second edge")]
    [InlineData(""", "gapAtMost": "24h" """, "same-second")]
    [InlineData(""", "within": "1d" """, "")]
    [InlineData(""", "within": { "from": "2026-06-03T00:00:01Z" } """, "late")]
    [InlineData(""", "gapAtMost": "48h", "completed": true """, "same-second edge")]
    [InlineData(""", "gapAtMost": "48h", "completed": false """, "late reversed")]
    public void Steps_follow_each_other_within_the_gap(string more, string members) => Assert.Equal(members, new Scene()
        .Customer("same-second").Did("booked", "2026-06-01T00:00:00Z").Did("searched", "2026-06-01T00:00:00Z")
        .Customer("edge").Did("searched", "2026-06-01T00:00:00Z").Did("booked", "2026-06-03T00:00:00Z")
        .Customer("late").Did("searched", "2026-06-03T00:00:01Z").Did("booked", "2026-06-05T00:00:02Z")
        .Customer("reversed").Did("booked", "2026-06-01T00:00:00Z").Did("searched", "2026-06-01T00:00:01Z")
        .Customer("none")
        .Members($$"""{ "sequence": [{{Searched}}, {{Booked}}]{{more}} }"""));

    [Theory]
    [InlineData("2026-06-03T00:00:00Z", "")]
    [InlineData("2026-06-03T00:00:01Z", "c")]
    public void A_chain_is_left_open_when_its_time_has_run_out(string asOf, string members) => Assert.Equal(members, new Scene { AsOf = Scene.At(asOf) }
        .Customer("c").Did("searched", "2026-06-01T00:00:00Z")
        .Members($$"""{ "sequence": [{{Searched}}, {{Booked}}], "gapAtMost": "48h", "completed": false }"""));

    [Fact]
    public void Each_step_is_an_event_of_its_own()
    {
        var scene = new Scene()
            .Customer("one").Did("booked", "2026-06-01T00:00:00Z")
            .Customer("two").Did("booked", "2026-06-01T00:00:00Z").Did("booked", "2026-06-01T00:00:00Z")
            .Customer("between").Did("booked", "2026-06-01T00:00:00Z").Did("searched", "2026-06-01T00:00:00Z")
            .Customer("around").Did("booked", "2026-06-01T00:00:00Z").Did("searched", "2026-06-01T00:00:00Z").Did("booked", "2026-06-01T00:00:00Z");
        Assert.Equal("two around", scene.Members($$"""{ "sequence": [{{Booked}}, {{Booked}}] }"""));
        Assert.Equal("around", scene.Members($$"""{ "sequence": [{{Booked}}, {{Searched}}, {{Booked}}] }"""));
        Assert.Equal("between", scene.Members($$"""{ "sequence": [{{Booked}}, {{Searched}}, {{Booked}}], "gapAtMost": "1m", "completed": false }"""));
    }

    [Fact]
    public void A_later_start_may_succeed_where_an_earlier_one_does_not() => Assert.Equal("c", new Scene()
        .Customer("c").Did("searched", "2026-06-01T00:00:00Z", ("price", 1m)).Did("searched", "2026-06-09T00:00:00Z", ("price", 2m)).Did("searched", "2026-06-10T00:00:00Z", ("price", 1m)).Did("booked", "2026-06-10T12:00:00Z")
        .Members($$"""{ "sequence": [{ "event": "searched", "where": { "property": "price", "eq": 2 } }, { "event": "searched", "where": { "property": "price", "eq": 1 } }, {{Booked}}], "gapAtMost": "1d" }"""));

    [Fact]
    public void All_steps_share_the_value_across_dictionaries()
    {
        // The two event types number the airports in different orders.
        var scene = new Scene()
            .Customer("same").Did("searched", "2026-06-01T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-02T00:00:00Z", ("destination", "JFK")).Did("booked", "2026-06-03T00:00:00Z", ("destination", "DEL"))
            .Customer("different").Did("searched", "2026-06-01T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-02T00:00:00Z", ("destination", "SVO"))
            .Customer("missing").Did("searched", "2026-06-01T00:00:00Z").Did("booked", "2026-06-02T00:00:00Z");
        Assert.Equal("same", scene.Members($$"""{ "sequence": [{{Searched}}, {{Booked}}], "same": "destination" }"""));
        Assert.Equal("different", scene.Members($$"""{ "sequence": [{{Searched}}, {{Booked}}], "same": "destination", "gapAtMost": "7d", "completed": false }"""));
    }

    [Fact]
    public void The_context_is_the_value_of_the_chain_that_ended_last()
    {
        var scene = new Scene().Customer("c")
            .Did("searched", "2026-06-01T00:00:00Z", ("destination", "SVO")).Did("searched", "2026-06-01T00:00:00Z", ("destination", "JFK")).Did("searched", "2026-06-01T00:00:00Z", ("destination", "DEL"))
            .Did("booked", "2026-06-02T00:00:00Z", ("destination", "JFK")).Did("booked", "2026-06-03T00:00:00Z", ("destination", "SVO")).Did("booked", "2026-06-03T00:00:00Z", ("destination", "DEL"))
            .Did("searched", "2026-06-05T00:00:00Z", ("destination", "SVO"));
        Assert.Equal(
            new SegmentContext("destination", PropertyValue.Of("DEL"), "at", PropertyValue.Of(Scene.At("2026-06-03T00:00:00Z"))),
            scene.Context($$"""{ "sequence": [{{Searched}}, {{Booked}}], "same": "destination" }""", 0));
        Assert.Equal(
            new SegmentContext("destination", PropertyValue.Of("SVO"), "at", PropertyValue.Of(Scene.At("2026-06-05T00:00:00Z"))),
            scene.Context($$"""{ "sequence": [{{Searched}}, {{Booked}}], "same": "destination", "gapAtMost": "2d", "completed": false }""", 0));
        Assert.Null(scene.Context($$"""{ "sequence": [{{Searched}}, {{Booked}}] }""", 0));
    }

    [Fact]
    public void A_gap_of_a_month_runs_from_the_earlier_step_in_the_customers_zone() => Assert.Equal("york utc", new Scene()
        // 23:00 on the 31st of January there; a month later is the 28th of February, at 23:00.
        .Customer("york", ("timeZone", "America/New_York")).Did("searched", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T04:00:00Z")
        .Customer("york-later", ("timeZone", "America/New_York")).Did("searched", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T04:00:01Z")
        .Customer("utc").Did("searched", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T04:00:00Z")
        .Members($$"""{ "sequence": [{{Searched}}, {{Booked}}], "gapAtMost": "1mo" }"""));
}
