using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>What event conditions mean, at their edges.</summary>
public class EventExamples
{
    [Theory]
    [InlineData("""{ "event": "booked", "within": "1d" }""", "now first")]
    [InlineData("""{ "event": "booked", "within": { "last": "1d", "endingBefore": "1d" } }""", "edge")]
    [InlineData("""{ "event": "booked", "within": { "from": "2026-06-29T12:00:00Z", "to": "2026-06-29T12:00:00Z" } }""", "edge")]
    [InlineData("""{ "event": "booked", "within": { "from": "2026-06-30" } }""", "now")]
    [InlineData("""{ "event": "booked", "within": { "to": "2026-06-29" } }""", "edge first")]
    [InlineData("""{ "event": "booked" }""", "now edge first")]
    [InlineData("""{ "event": "booked", "count": { "eq": 0 } }""", "future none")]
    [InlineData("""{ "event": "booked", "count": { "lt": 2 } }""", "now edge first future none")]
    [InlineData("""{ "event": "booked", "sinceLast": { "gte": "1d" } }""", "edge")]
    [InlineData("""{ "event": "booked", "sinceLast": { "lt": "1d" } }""", "now first")]
    public void Windows_are_exact_to_the_second(string rule, string members) => Assert.Equal(members, new Scene()
        .Customer("now").Did("booked", "2026-06-30T12:00:00Z")
        .Customer("edge").Did("booked", "2026-06-29T12:00:00Z")
        .Customer("first").Did("booked", "2026-06-29T12:00:01Z")
        .Customer("future").Did("booked", "2026-06-30T12:00:01Z")
        .Customer("none")
        .Members(rule));

    [Fact]
    public void A_month_is_a_step_of_the_customers_calendar()
    {
        var scene = new Scene { AsOf = Scene.At("2026-03-31T03:00:00Z") };
        // In New York it is still the 30th; a month before is the 28th of February, at 23:00 there.
        scene.Customer("york", ("timeZone", "America/New_York")).Did("booked", "2026-03-01T04:00:00Z");
        scene.Customer("utc").Did("booked", "2026-03-01T04:00:00Z");
        scene.Customer("york-later", ("timeZone", "America/New_York")).Did("booked", "2026-03-01T04:00:01Z");
        Assert.Equal("utc york-later", scene.Members("""{ "event": "booked", "within": "1mo" }"""));
    }

    [Theory]
    [InlineData("""{ "event": "booked", "sum": { "of": "price", "eq": 0.3 } }""", "three")]
    [InlineData("""{ "event": "booked", "avg": { "of": "price", "gt": 0.1, "lt": 0.100001 } }""", "")]
    [InlineData("""{ "event": "booked", "avg": { "of": "price", "eq": 0.1 } }""", "three")]
    [InlineData("""{ "event": "booked", "avg": { "of": "price", "gt": 0.033333, "lt": 0.033334 } }""", "third")]
    [InlineData("""{ "event": "booked", "sum": { "of": "price", "lte": 0 } }""", "without none")]
    [InlineData("""{ "event": "booked", "min": { "of": "price", "gte": -100 } }""", "three third")]
    [InlineData("""{ "event": "booked", "distinct": { "of": "price", "lte": 1 } }""", "three without none")]
    [InlineData("""{ "event": "booked", "last": { "of": "price", "eq": 0.1 } }""", "three third")]
    [InlineData("""{ "event": "booked", "first": { "of": "price", "eq": 0.1 } }""", "three")]
    public void Decimals_are_exact_and_measures_of_nothing_are_zero_or_missing(string rule, string members) => Assert.Equal(members, new Scene()
        .Customer("three").Did("booked", "2026-06-01T00:00:00Z", ("price", 0.1m)).Did("booked", "2026-06-02T00:00:00Z", ("price", 0.1m)).Did("booked", "2026-06-03T00:00:00Z", ("price", 0.1m))
        .Customer("third").Did("booked", "2026-06-01T00:00:00Z", ("price", 0m)).Did("booked", "2026-06-02T00:00:00Z", ("price", 0m)).Did("booked", "2026-06-02T00:00:00Z", ("price", 0.1m))
        .Customer("without").Did("booked", "2026-06-01T00:00:00Z")
        .Customer("none")
        .Members(rule));

    [Theory]
    [InlineData("""{ "event": "booked", "per": "destination", "count": { "gt": 1 } }""", "delhi")]
    [InlineData("""{ "event": "booked", "per": "destination", "count": { "eq": 0 } }""", "")]
    [InlineData("""{ "event": "booked", "per": "destination", "count": { "lt": 2 }, "groups": "none" }""", "nowhere none")]
    [InlineData("""{ "event": "booked", "per": "destination", "groups": { "atLeast": 2 } }""", "delhi")]
    [InlineData("""{ "event": "booked", "where": { "property": "destination", "neAttribute": "homeAirport" } }""", "delhi")]
    [InlineData("""{ "event": "booked", "where": { "property": "destination", "eqAttribute": "homeAirport" } }""", "delhi")]
    [InlineData("""{ "event": "booked", "where": { "property": "destination", "exists": false } }""", "nowhere")]
    public void Groups(string rule, string members) => Assert.Equal(members, new Scene()
        .Customer("delhi", ("homeAirport", "JFK")).Did("booked", "2026-06-01T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-02T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-03T00:00:00Z", ("destination", "JFK"))
        .Customer("nowhere", ("homeAirport", "JFK")).Did("booked", "2026-06-01T00:00:00Z")
        .Customer("none")
        .Members(rule));

    [Fact]
    public void The_best_group_is_the_context()
    {
        var scene = new Scene().Customer("c")
            .Did("booked", "2026-06-01T00:00:00Z", ("destination", "SVO"), ("price", 10m)).Did("booked", "2026-06-04T00:00:00Z", ("destination", "SVO"), ("price", 11m))
            .Did("booked", "2026-06-02T00:00:00Z", ("destination", "DEL"), ("price", 5m)).Did("booked", "2026-06-03T00:00:00Z", ("destination", "DEL"), ("price", 5m))
            .Did("booked", "2026-06-04T00:00:00Z", ("destination", "JFK"), ("price", 400m));
        Assert.Equal(new SegmentContext("destination", PropertyValue.Of("SVO"), "count", PropertyValue.Of(2.0)), scene.Context("""{ "event": "booked", "per": "destination", "count": { "gte": 1 } }""", 0));
        Assert.Equal(new SegmentContext("destination", PropertyValue.Of("SVO"), "avg", PropertyValue.Of(10.5m)), scene.Context("""{ "event": "booked", "per": "destination", "avg": { "of": "price", "lt": 100 } }""", 0));
        Assert.Equal(new SegmentContext("destination", PropertyValue.Of("DEL"), "sinceLast", PropertyValue.Of(27.5 * 86_400)), scene.Context("""{ "all": [ { "event": "booked" }, { "event": "booked", "per": "destination", "sinceLast": { "gte": "1d" } } ] }""", 0));
        Assert.Null(scene.Context("""{ "event": "booked", "per": "destination", "count": { "gt": 9 } }""", 0));
        Assert.Null(scene.Context("""{ "not": { "event": "booked", "per": "destination", "count": { "gt": 9 } } }""", 0));
    }

    [Fact]
    public void Of_equal_groups_with_equal_last_events_the_smaller_value_is_the_better()
    {
        var scene = new Scene().Customer("c").Did("booked", "2026-06-04T00:00:00Z", ("destination", "SVO")).Did("booked", "2026-06-04T00:00:00Z", ("destination", "DEL"));
        Assert.Equal("DEL", scene.Context("""{ "event": "booked", "per": "destination" }""", 0)!.Value.Text);
    }
}
