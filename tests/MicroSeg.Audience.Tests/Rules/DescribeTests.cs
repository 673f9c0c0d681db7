using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Rules;

public class DescribeTests
{
    [Theory]
    [InlineData("""{ "attribute": "score", "gte": 30, "lt": 40 }""", "The customer's score is at least 30 and is less than 40.")]
    [InlineData("""{ "attribute": "name", "notIn": ["A", "B"], "orMissing": true, "ignoreCase": true }""", "The customer's name is none of \"A\" or \"B\" (in any case) or is not known.")]
    [InlineData("""{ "attribute": "birthDate", "anniversaryWithinNext": "7d" }""", "The customer's birthDate has its anniversary within the next 7 days.")]
    [InlineData("""{ "attribute": "tags", "size": { "gte": 2 } }""", "The customer's tags has a size that is at least 2.")]
    [InlineData("""{ "attribute": "name", "exists": false }""", "The customer's name is not known.")]
    [InlineData("""{ "event": "booked" }""", "The number of booked events is at least 1.")]
    [InlineData(
        """{ "event": "booked", "where": { "all": [ { "property": "cabin", "in": ["economy"] }, { "property": "destination", "neAttribute": "homeAirport" } ] }, "within": "365d", "per": "destination", "count": { "gt": 3 } }""",
        "For at least one destination, the number of booked events where (cabin is \"economy\" and destination is not the customer's homeAirport) in the last 365 days is more than 3.")]
    [InlineData("""{ "event": "booked", "within": { "from": "2026-01-01" }, "avg": { "of": "price", "lte": 99.5 } }""", "The average of price over booked events since 2026-01-01 is at most 99.5.")]
    [InlineData("""{ "event": "booked", "sinceLast": { "lte": "1mo" } }""", "The time since the latest of booked events is at most 1 month.")]
    [InlineData("""{ "any": [ { "segment": "loyal" }, { "all": [ { "sample": 12.5, "salt": "s" }, { "not": { "segment": "new" } } ] } ] }""",
        "The customer is in segment \"loyal\" or (the customer falls into a stable sample of 12.5 % (salt \"s\") and it is not so that the customer is in segment \"new\").")]
    [InlineData("""{ "segment": "loyal", "memberFor": { "gte": "30d", "lt": "1y" } }""", "The customer has been in segment \"loyal\" for at least 30 days and less than 1 year.")]
    [InlineData("""{ "segment": "loyal", "entered": "7d" }""", "The customer entered segment \"loyal\" in the last 7 days.")]
    [InlineData("""{ "segment": "loyal", "left": "1mo" }""", "The customer left segment \"loyal\" in the last 1 month.")]
    [InlineData("""{ "segment": "loyal", "at": "2026-06-01T00:00:00Z" }""", "The customer was in segment \"loyal\" at 2026-06-01T00:00:00Z.")]
    [InlineData("""{ "all": [] }""", "Everyone.")]
    public void A_rule_reads_as_one_sentence(string json, string sentence) =>
        Assert.Equal(sentence, Read(json).Describe());

    [Fact]
    public void Rules_that_say_the_same_are_equal_whatever_their_layout()
    {
        var one = Read("""{"event":"booked","count":{"gt":3},"where":{"all":[{"property":"cabin","in":["a","b"]}]}}""");
        var other = Read("""{ "where": { "all": [ { "in": ["a", "b"], "property": "cabin" } ] }, "event": "booked", "count": { "gt": 3.0 } }""");
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, Read("""{ "event": "booked", "count": { "gt": 3 } }"""));
    }

    [Fact]
    public void A_rule_tells_what_it_names()
    {
        var references = Read("""{ "all": [ { "segment": "loyal" }, { "event": "booked", "where": { "property": "destination", "eqAttribute": "homeAirport" }, "within": "1mo", "sum": { "of": "price", "gt": 1 } } ] }""").References;
        Assert.Equal(["loyal"], references.Segments);
        Assert.Equal(["booked"], references.Events);
        Assert.Equal([("booked", "destination"), ("booked", "price")], references.Properties);
        Assert.Equal(["homeAirport", "timeZone"], references.Attributes);
        Assert.True(references.DependsOnTime);
    }

    [Fact]
    public void A_rule_tells_of_which_segments_it_asks_the_past()
    {
        var references = Read("""{ "all": [ { "segment": "a", "memberFor": { "gte": "1mo" } }, { "segment": "b", "left": "7d" }, { "segment": "c", "at": "2026-06-01" }, { "segment": "d" } ] }""").References;
        Assert.Equal(["a", "b", "c", "d"], references.Segments);
        Assert.Equal(["a", "b"], references.Pasts);
        Assert.Equal([("c", 1_780_272_000L)], references.Instants);
        Assert.Equal(["timeZone"], references.Attributes);
        Assert.True(references.DependsOnTime);
        Assert.Equal(["vip"], SegmentRule.Listed("vip").References.Lists);
        Assert.Empty(SegmentRule.Listed("vip").References.Segments);
    }

    private static SegmentRule Read(string json) => RuleReader.Read(json, RandomAudience.CreateSchema(withZone: true)).Rule!;
}
