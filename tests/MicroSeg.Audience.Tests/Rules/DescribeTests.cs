using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;
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
    [InlineData("""{ "event": "booked", "gap": { "longest": { "gte": "60d" } } }""", "The longest time between consecutive booked events is at least 60 days.")]
    [InlineData("""{ "event": "booked", "per": "destination", "share": { "gte": 0.6 } }""", "For the most frequent destination, its share of booked events is at least 0.6.")]
    [InlineData("""{ "event": "booked", "within": "30d", "trend": { "of": { "sum": "price" }, "versus": "previous", "lte": 0.7 } }""",
        "The ratio of the sum of price over booked events in the last 30 days to that of the same length of time before is at most 0.7.")]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "month", "last": 6, "atLeast": 4, "atMost": 5 } }""", "Of the last 6 months the number of those with booked events is at least 4 and is at most 5.")]
    [InlineData("""{ "event": "booked", "within": { "first": "30d", "after": "signedUpAt" } }""", "The number of booked events in the first 30 days after the customer's signedUpAt is at least 1.")]
    [InlineData("""{ "event": "booked", "within": { "last": "7d", "before": "birthDate" } }""", "The number of booked events in the last 7 days before the customer's birthDate is at least 1.")]
    [InlineData("""{ "event": "booked", "within": { "months": [12, 1], "yearsAgo": [1, 2] } }""", "The number of booked events in December and January of the season that began last year and 2 years ago is at least 1.")]
    [InlineData("""{ "event": "booked", "within": { "calendar": "lastQuarter" } }""", "The number of booked events last quarter is at least 1.")]
    [InlineData("""{ "sequence": [ { "event": "searched" }, { "event": "booked", "where": { "property": "cabin", "eq": "economy" } } ], "within": "30d", "gapAtMost": "48h", "same": "destination" }""",
        "The customer has, in order and in the last 30 days, a searched event, then a booked event where cabin is \"economy\", each at most 48 hours after the one before, all with the same destination.")]
    [InlineData("""{ "sequence": [ { "event": "searched" }, { "event": "booked" } ], "gapAtMost": "48h", "completed": false }""", "The customer has, in order, a searched event, and then for 48 hours no booked event.")]
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

    [Fact]
    public void Windows_and_sequences_tell_what_they_name()
    {
        var references = Read("""{ "sequence": [ { "event": "searched", "where": { "property": "price", "gt": 1 } }, { "event": "booked" } ], "same": "destination", "within": { "first": "1mo", "after": "signedUpAt" } }""").References;
        Assert.Equal(["booked", "searched"], references.Events);
        Assert.Equal([("booked", "destination"), ("searched", "destination"), ("searched", "price")], references.Properties);
        Assert.Equal(["signedUpAt", "timeZone"], references.Attributes);
        Assert.Equal(["price"], Read("""{ "event": "booked", "within": "7d", "trend": { "of": { "sum": "price" }, "lt": 1 } }""").References.Properties.Select(p => p.Property));
        Assert.Equal(["timeZone"], Read("""{ "event": "booked", "inPeriods": { "of": "day", "last": 2, "atLeast": 1 } }""").References.Attributes);
        Assert.Empty(Read("""{ "event": "booked", "within": { "last": "7d", "before": "signedUpAt" } }""").References.Attributes.Except(["signedUpAt"]));
    }

    [Fact]
    public void The_contexts_fields_are_known_beforehand()
    {
        var schema = RandomAudience.CreateSchema(withZone: true);
        Assert.Equal(
            new Dictionary<string, PropertyType> { ["destination"] = PropertyType.String, ["at"] = PropertyType.DateTime },
            Read("""{ "sequence": [ { "event": "searched" }, { "event": "booked" } ], "same": "destination" }""").ContextOf(schema));
        Assert.Empty(Read("""{ "sequence": [ { "event": "searched" }, { "event": "booked" } ] }""").ContextOf(schema));
        foreach (var (measure, name) in new[] { ("\"sinceLast\": { \"lt\": \"1d\" }", "sinceLast"), ("\"gap\": { \"longest\": { \"lt\": \"1d\" } }", "gap"), ("\"share\": { \"gt\": 0.1 }", "share") })
            Assert.Equal(PropertyType.Number, Read($$"""{ "event": "booked", "per": "cabin", {{measure}} }""").ContextOf(schema)[name]);
    }

    private static SegmentRule Read(string json) => RuleReader.Read(json, RandomAudience.CreateSchema(withZone: true)).Rule!;
}
