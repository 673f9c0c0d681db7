using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>What gaps, shares, trends and periods mean, at their edges.</summary>
public class MeasureExamples
{
    [Theory]
    [InlineData("""{ "longest": { "gte": "30d" } }""", "month")]
    [InlineData("""{ "longest": { "gt": "30d" } }""", "month")]
    [InlineData("""{ "longest": { "gt": "31d" } }""", "")]
    [InlineData("""{ "longest": { "lte": "1d" } }""", "day twice")]
    [InlineData("""{ "shortest": { "lt": "1d" } }""", "twice")]
    [InlineData("""{ "shortest": { "between": ["24h", "1d"] } }""", "month day")]
    [InlineData("""{ "longest": { "gte": "1mo" } }""", "month")]
    [InlineData("""{ "longest": { "gt": "1mo" } }""", "")]
    [InlineData("""{ "shortest": { "lt": "1mo" } }""", "month day twice")]
    public void A_gap_is_the_time_between_neighbours_and_takes_two(string gap, string members) => Assert.Equal(members, new Scene()
        .Customer("month").Did("booked", "2026-05-01T00:00:00Z").Did("booked", "2026-06-01T00:00:00Z").Did("booked", "2026-06-02T00:00:00Z")
        .Customer("day").Did("booked", "2026-06-02T00:00:00Z").Did("booked", "2026-06-01T00:00:00Z")
        .Customer("twice").Did("booked", "2026-06-01T00:00:00Z").Did("booked", "2026-06-01T00:00:00Z")
        .Customer("one").Did("booked", "2026-01-01T00:00:00Z")
        .Customer("none")
        .Members($$"""{ "event": "booked", "gap": {{gap}} }"""));

    [Fact]
    public void A_month_between_two_events_is_one_of_the_earliers_calendar()
    {
        // 23:00 on the 31st of January there; a month later is the 28th of February, at 23:00.
        var scene = new Scene()
            .Customer("york", ("timeZone", "America/New_York")).Did("booked", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T04:00:00Z")
            .Customer("york-earlier", ("timeZone", "America/New_York")).Did("booked", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T03:59:59Z")
            .Customer("utc").Did("booked", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T04:00:00Z")
            .Customer("utc-earlier").Did("booked", "2026-02-01T04:00:00Z").Did("booked", "2026-03-01T03:59:59Z");
        Assert.Equal("york utc", scene.Members("""{ "event": "booked", "gap": { "longest": { "gte": "1mo" } } }"""));
    }

    [Theory]
    [InlineData("""{ "gte": 0.5 }""", "half")]
    [InlineData("""{ "lte": 0.5 }""", "half third")]
    [InlineData("""{ "between": [0.3, 0.4] }""", "third")]
    [InlineData("""{ "ne": 2 }""", "half third")]
    public void A_share_is_the_largest_groups_part_of_all_matching_events(string share, string members) => Assert.Equal(members, new Scene()
        .Customer("half").Did("booked", "2026-06-01T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-02T00:00:00Z", ("destination", "DEL"))
        .Did("booked", "2026-06-03T00:00:00Z", ("destination", "JFK")).Did("booked", "2026-06-03T00:00:00Z")
        .Customer("third").Did("booked", "2026-06-01T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-03T00:00:00Z", ("destination", "JFK")).Did("booked", "2026-06-03T00:00:00Z")
        .Customer("nowhere").Did("booked", "2026-06-01T00:00:00Z")
        .Customer("none")
        .Members($$"""{ "event": "booked", "per": "destination", "share": {{share}} }"""));

    [Fact]
    public void A_shares_context_is_the_largest_group()
    {
        var scene = new Scene().Customer("c")
            .Did("booked", "2026-06-01T00:00:00Z", ("destination", "SVO")).Did("booked", "2026-06-04T00:00:00Z", ("destination", "JFK"))
            .Did("booked", "2026-06-02T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-03T00:00:00Z", ("destination", "DEL"));
        Assert.Equal(new SegmentContext("destination", PropertyValue.Of("DEL"), "share", PropertyValue.Of(0.5)), scene.Context("""{ "event": "booked", "per": "destination", "share": { "lt": 0.6 } }""", 0));
    }

    [Theory]
    [InlineData("""{ "event": "booked", "within": "10d", "trend": { "of": "count", "lte": 0.5 } }""", "less gone")]
    [InlineData("""{ "event": "booked", "within": "10d", "trend": { "of": "count", "eq": 0 } }""", "gone")]
    [InlineData("""{ "event": "booked", "within": "10d", "trend": { "of": "count", "versus": "previous", "gte": 0 } }""", "less gone")]
    [InlineData("""{ "event": "booked", "within": "10d", "trend": { "of": { "sum": "price" }, "eq": 0.7 } }""", "less")]
    [InlineData("""{ "event": "booked", "within": "10d", "trend": { "of": { "avg": "price" }, "eq": 1.4 } }""", "less")]
    [InlineData("""{ "event": "booked", "within": "10d", "trend": { "of": { "max": "price" }, "gte": 0 } }""", "less")]
    [InlineData("""{ "event": "booked", "within": { "calendar": "thisMonth" }, "trend": { "of": "count", "gte": 0 } }""", "")]
    [InlineData("""{ "event": "booked", "within": { "from": "2026-06-20T12:00:01Z", "to": "2026-06-30" }, "trend": { "of": { "distinct": "cabin" }, "eq": 1 } }""", "less")]
    [InlineData("""{ "event": "booked", "within": { "last": "5d", "endingBefore": "5d" }, "trend": { "of": "count", "gte": 0 } }""", "less gone")]
    [InlineData("""{ "event": "booked", "within": "10d", "per": "cabin", "trend": { "of": "count", "lt": 1 } }""", "less")]
    [InlineData("""{ "event": "booked", "within": "10d", "per": "cabin", "groups": "none", "trend": { "of": "count", "lt": 1 } }""", "gone new none")]
    public void A_trend_compares_with_the_window_before(string rule, string members) => Assert.Equal(members, new Scene()
        .Customer("less").Did("booked", "2026-06-20T12:00:00Z", ("price", 5m), ("cabin", "economy")).Did("booked", "2026-06-20T12:00:00Z", ("price", 5m), ("cabin", "economy")).Did("booked", "2026-06-20T12:00:01Z", ("price", 7m), ("cabin", "economy"))
        .Did("booked", "2026-06-10T12:00:00Z", ("price", 100m))
        .Customer("gone").Did("booked", "2026-06-11T00:00:00Z").Did("booked", "2026-06-19T00:00:00Z")
        .Customer("new").Did("booked", "2026-06-25T00:00:00Z", ("cabin", "economy"))
        .Customer("none")
        .Members(rule));

    [Fact]
    public void Groups_are_compared_value_by_value()
    {
        var scene = new Scene().Customer("c")
            .Did("booked", "2026-06-15T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-16T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-16T00:00:00Z", ("destination", "SVO"))
            .Did("booked", "2026-06-25T00:00:00Z", ("destination", "DEL")).Did("booked", "2026-06-25T00:00:00Z", ("destination", "SVO")).Did("booked", "2026-06-26T00:00:00Z", ("destination", "JFK"));
        Assert.Equal(new SegmentContext("destination", PropertyValue.Of("SVO"), "trend", PropertyValue.Of(1.0)), scene.Context("""{ "event": "booked", "within": "10d", "per": "destination", "trend": { "of": "count", "gt": 0 } }""", 0));
    }

    [Theory]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "month", "last": 3, "atLeast": 2 }""", "regular")]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "month", "last": 3, "atMost": 1 }""", "once none")]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "month", "last": 3, "atLeast": 1, "atMost": 1 }""", "once")]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "month", "last": 1, "atMost": 0 }""", "regular none")]
    [InlineData("2026-07-01T00:00:00Z", """{ "of": "month", "last": 3, "atLeast": 2 }""", "")]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "quarter", "last": 2, "atLeast": 1 }""", "regular once")]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "week", "last": 2, "atLeast": 2 }""", "once")]
    [InlineData("2026-06-30T12:00:00Z", """{ "of": "year", "last": 1, "atLeast": 1 }""", "regular once")]
    public void Periods_with_an_event_are_counted_up_to_the_present_one(string asOf, string periods, string members) => Assert.Equal(members, new Scene { AsOf = Scene.At(asOf) }
        .Customer("regular").Did("booked", "2026-04-01T00:00:00Z").Did("booked", "2026-05-31T23:59:59Z").Did("booked", "2026-05-01T00:00:00Z").Did("booked", "2026-03-31T23:59:59Z")
        .Customer("once").Did("booked", "2026-06-28T23:59:59Z").Did("booked", "2026-06-29T00:00:00Z").Did("booked", "2026-07-05T00:00:00Z")
        .Customer("none")
        .Members($$"""{ "event": "booked", "inPeriods": {{periods}} }"""));

    [Fact]
    public void Periods_are_those_of_the_customers_calendar() => Assert.Equal("utc", new Scene()
        .Customer("utc").Did("booked", "2026-05-31T23:00:00Z").Did("booked", "2026-06-01T01:00:00Z")
        .Customer("york", ("timeZone", "America/New_York")).Did("booked", "2026-05-31T23:00:00Z").Did("booked", "2026-06-01T01:00:00Z")
        .Members("""{ "event": "booked", "inPeriods": { "of": "month", "last": 2, "atLeast": 2 } }"""));

    [Theory]
    [InlineData("avg", "")]
    [InlineData("min", "")]
    [InlineData("max", "")]
    [InlineData("median", "")]
    [InlineData("first", "")]
    [InlineData("last", "")]
    [InlineData("sum", "without none")]
    [InlineData("distinct", "without none")]
    public void Of_nothing_sums_and_counts_are_0_and_the_others_missing(string measure, string members) => Assert.Equal(members, new Scene()
        .Customer("without").Did("booked", "2026-06-01T00:00:00Z")
        .Customer("none")
        .Members($$"""{ "event": "booked", "{{measure}}": { "of": "price", "gte": -1000 } }"""));
}
