using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Rules;

/// <summary>Everything that is wrong with a rule is found, each thing with its path, what was found and what would do.</summary>
public class RuleFindingsTests
{
    [Theory]
    [InlineData("""{ "atribute": "score", "gt": 1 }""", "$", RuleCodes.NoKind, "attribute")]
    [InlineData("""{ }""", "$", RuleCodes.NoKind, null)]
    [InlineData("""[]""", "$", RuleCodes.WrongShape, null)]
    [InlineData("""{ "all": [], "any": [] }""", "$", RuleCodes.SeveralKinds, null)]
    [InlineData("""{ "all": {} }""", "$.all", RuleCodes.WrongShape, null)]
    [InlineData("""{ "attribute": "scor", "gt": 1 }""", "$.attribute", RuleCodes.UnknownAttribute, "score")]
    [InlineData("""{ "attribute": 3, "gt": 1 }""", "$.attribute", RuleCodes.WrongShape, null)]
    [InlineData("""{ "attribute": "score", "gte": 1, "gtee": 2 }""", "$.gtee", RuleCodes.UnknownKey, "gte")]
    [InlineData("""{ "attribute": "score", "contains": "x" }""", "$.contains", RuleCodes.OperatorNotForType, null)]
    [InlineData("""{ "attribute": "score", "ignoreCase": true, "eq": 1 }""", "$.ignoreCase", RuleCodes.OperatorNotForType, null)]
    [InlineData("""{ "attribute": "score" }""", "$", RuleCodes.NoOperator, null)]
    [InlineData("""{ "attribute": "name", "ignoreCase": true }""", "$", RuleCodes.NoOperator, null)]
    [InlineData("""{ "event": "booked", "where": { "property": "cabin", "ignoreCase": true } }""", "$.where", RuleCodes.NoOperator, null)]
    [InlineData("""{ "event": "booked", "first": { "of": "cabin", "ignoreCase": true } }""", "$.first", RuleCodes.NoOperator, null)]
    [InlineData("""{ "attribute": "score", "orMissing": true }""", "$", RuleCodes.NoOperator, null)]
    [InlineData("""{ "attribute": "score", "exists": false, "orMissing": true }""", "$.orMissing", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "attribute": "score", "eq": "1" }""", "$.eq", RuleCodes.BadValue, null)]
    [InlineData("""{ "attribute": "score", "in": [1, "2", 3] }""", "$.in[1]", RuleCodes.BadValue, null)]
    [InlineData("""{ "attribute": "score", "between": [2, 1] }""", "$.between", RuleCodes.EmptyRange, null)]
    [InlineData("""{ "attribute": "priceLimit", "eq": 0.0000001 }""", "$.eq", RuleCodes.BadValue, null)]
    [InlineData("""{ "attribute": "score", "eq": 1, "eq": 2 }""", "$.eq", RuleCodes.DuplicateKey, null)]
    [InlineData("""{ "attribute": "name", "matches": "(" }""", "$.matches", RuleCodes.BadRegex, null)]
    [InlineData("""{ "attribute": "name", "matches": "(a)\\1" }""", "$.matches", RuleCodes.BadRegex, null)]
    [InlineData("""{ "attribute": "name", "matches": "(?=a)" }""", "$.matches", RuleCodes.BadRegex, null)]
    [InlineData("""{ "attribute": "birthDate", "withinLast": "12h" }""", "$.withinLast", RuleCodes.BadDuration, null)]
    [InlineData("""{ "attribute": "birthDate", "on": "2026-02-29" }""", "$.on", RuleCodes.BadValue, null)]
    [InlineData("""{ "attribute": "birthDate", "on": "2026-02-28T00:00:00Z" }""", "$.on", RuleCodes.BadValue, null)]
    [InlineData("""{ "attribute": "signedUpAt", "after": "2026-02-28T00:00:00" }""", "$.after", RuleCodes.BadValue, null)]
    [InlineData("""{ "attribute": "home", "withinKm": 5 }""", "$", RuleCodes.MissingKey, null)]
    [InlineData("""{ "attribute": "tags", "size": { } }""", "$.size", RuleCodes.NoOperator, null)]
    [InlineData("""{ "attribute": "a-b", "eq": 1, "x y": 1 }""", "$.attribute", RuleCodes.UnknownAttribute, null)]
    [InlineData("""{ "event": "bookd" }""", "$.event", RuleCodes.UnknownEvent, "booked")]
    [InlineData("""{ "event": "booked", "within": "30 days" }""", "$.within", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "within": "0d" }""", "$.within", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "within": "99999d" }""", "$.within", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "within": { "form": "2026-01-01" } }""", "$.within.form", RuleCodes.UnknownKey, "from")]
    [InlineData("""{ "event": "booked", "within": { "from": "2026-02-01", "to": "2026-01-01" } }""", "$.within", RuleCodes.EmptyRange, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [12] } }""", "$.within", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [12, 13], "yearsAgo": [1] } }""", "$.within.months[1]", RuleCodes.BadValue, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [12, 1, 12], "yearsAgo": [1] } }""", "$.within.months[2]", RuleCodes.BadValue, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [], "yearsAgo": [1] } }""", "$.within.months", RuleCodes.BadValue, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [1], "yearsAgo": [-1] } }""", "$.within.yearsAgo[0]", RuleCodes.BadValue, null)]
    [InlineData("""{ "event": "booked", "within": { "months": 1, "yearsAgo": [1] } }""", "$.within.months", RuleCodes.WrongShape, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [1], "yearAgo": [1], "yearsAgo": [1] } }""", "$.within.yearAgo", RuleCodes.UnknownKey, "yearsAgo")]
    [InlineData("""{ "event": "booked", "within": { "first": "30d" } }""", "$.within", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "within": { "after": "signedUpAt" } }""", "$.within", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "within": { "first": "30d", "after": "signedUp" } }""", "$.within.after", RuleCodes.UnknownAttribute, "signedUpAt")]
    [InlineData("""{ "event": "booked", "within": { "first": "30d", "after": "score" } }""", "$.within.after", RuleCodes.WrongType, null)]
    [InlineData("""{ "event": "booked", "within": { "last": "30", "before": "birthDate" } }""", "$.within.last", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "within": { "last": "30d", "before": "birthDate", "endingBefore": "1d" } }""", "$.within.endingBefore", RuleCodes.UnknownKey, null)]
    [InlineData("""{ "event": "booked", "within": { "calendar": "lastMoth" } }""", "$.within.calendar", RuleCodes.BadValue, "lastMonth")]
    [InlineData("""{ "event": "booked", "withn": "30d" }""", "$.withn", RuleCodes.UnknownKey, "within")]
    [InlineData("""{ "event": "booked", "where": { "property": "cabn", "eq": "x" } }""", "$.where.property", RuleCodes.UnknownProperty, "cabin")]
    [InlineData("""{ "event": "booked", "where": { "attribute": "score", "eq": 1 } }""", "$.where", RuleCodes.NoKind, null)]
    [InlineData("""{ "event": "booked", "where": { "property": "cabin", "eqAttribute": "score" } }""", "$.where.eqAttribute", RuleCodes.WrongType, null)]
    [InlineData("""{ "event": "booked", "per": "destinaton" }""", "$.per", RuleCodes.UnknownProperty, "destination")]
    [InlineData("""{ "event": "booked", "groups": "none" }""", "$.groups", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "event": "booked", "count": 3 }""", "$.count", RuleCodes.WrongShape, null)]
    [InlineData("""{ "event": "booked", "count": { "gt": 3 }, "sum": { "of": "price", "gt": 1 } }""", "$.sum", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "event": "booked", "sum": { "of": "cabin", "gt": 1 } }""", "$.sum.of", RuleCodes.WrongType, null)]
    [InlineData("""{ "event": "booked", "sum": { "gt": 1 } }""", "$.sum", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "avg": { "of": "price" } }""", "$.avg", RuleCodes.NoOperator, null)]
    [InlineData("""{ "event": "booked", "sinceLast": { "lte": 30 } }""", "$.sinceLast.lte", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "share": { "gte": 0.6 } }""", "$.share", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "event": "booked", "per": "cabin", "groups": "any", "share": { "gte": 0.6 } }""", "$.groups", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "event": "booked", "per": "cabin", "share": 0.6 }""", "$.share", RuleCodes.WrongShape, null)]
    [InlineData("""{ "event": "booked", "gap": { "longest": { "gte": "60" } } }""", "$.gap.longest.gte", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "gap": { "longest": { } } }""", "$.gap.longest", RuleCodes.NoOperator, null)]
    [InlineData("""{ "event": "booked", "gap": { } }""", "$.gap", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "gap": { "longst": { "gte": "60d" } } }""", "$.gap.longst", RuleCodes.UnknownKey, "longest")]
    [InlineData("""{ "event": "booked", "gap": { "longest": { "gte": "60d" }, "shortest": { "lt": "1d" } } }""", "$.gap.shortest", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "event": "booked", "trend": { "of": "count", "lte": 0.7 } }""", "$.trend", RuleCodes.NoWindowBefore, null)]
    [InlineData("""{ "event": "booked", "within": { "from": "2026-01-01" }, "trend": { "of": "count", "lte": 0.7 } }""", "$.trend", RuleCodes.NoWindowBefore, null)]
    [InlineData("""{ "event": "booked", "within": { "first": "30d", "after": "signedUpAt" }, "trend": { "of": "count", "lte": 0.7 } }""", "$.trend", RuleCodes.NoWindowBefore, null)]
    [InlineData("""{ "event": "booked", "within": { "months": [1], "yearsAgo": [1] }, "trend": { "of": "count", "lte": 0.7 } }""", "$.trend", RuleCodes.NoWindowBefore, null)]
    [InlineData("""{ "event": "booked", "within": "x", "trend": { "of": "count", "lte": 0.7 } }""", "$.within", RuleCodes.BadDuration, null)]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "lte": 0.7 } }""", "$.trend", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": "cuont", "lte": 0.7 } }""", "$.trend.of", RuleCodes.BadValue, "count")]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": "count" } }""", "$.trend", RuleCodes.NoOperator, null)]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": "count", "versus": "prevoius", "lte": 1 } }""", "$.trend.versus", RuleCodes.BadValue, "previous")]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": { "sum": "cabin" }, "lte": 1 } }""", "$.trend.of.sum", RuleCodes.WrongType, null)]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": { "max": "seenAt" }, "lte": 1 } }""", "$.trend.of.max", RuleCodes.WrongType, null)]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": { "sum": "pric" }, "lte": 1 } }""", "$.trend.of.sum", RuleCodes.UnknownProperty, "price")]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": { "summ": "price" }, "lte": 1 } }""", "$.trend.of.summ", RuleCodes.UnknownKey, "sum")]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": { "sum": "price", "avg": "price" }, "lte": 1 } }""", "$.trend.of", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "event": "booked", "within": "7d", "trend": { "of": { }, "lte": 1 } }""", "$.trend.of", RuleCodes.WrongShape, null)]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "moth", "last": 6, "atLeast": 4 } }""", "$.inPeriods.of", RuleCodes.BadValue, "month")]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "month", "last": 6, "atLeast": 7 } }""", "$.inPeriods.atLeast", RuleCodes.EmptyRange, null)]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "month", "last": 367, "atLeast": 7 } }""", "$.inPeriods.last", RuleCodes.BadValue, null)]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "month", "last": 6 } }""", "$.inPeriods", RuleCodes.NoOperator, null)]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "month", "atLeast": 1 } }""", "$.inPeriods", RuleCodes.MissingKey, null)]
    [InlineData("""{ "event": "booked", "inPeriods": { "of": "month", "last": 6, "atLeast": 1, "gte": 1 } }""", "$.inPeriods.gte", RuleCodes.UnknownKey, null)]
    [InlineData("""{ "segment": "loyl" }""", "$.segment", RuleCodes.UnknownSegment, "loyal")]
    [InlineData("""{ "segment": "loyal", "memberFr": { "gte": "30d" } }""", "$.memberFr", RuleCodes.UnknownKey, "memberFor")]
    [InlineData("""{ "segment": "loyal", "memberFor": "30d" }""", "$.memberFor", RuleCodes.WrongShape, null)]
    [InlineData("""{ "segment": "loyal", "memberFor": { } }""", "$.memberFor", RuleCodes.NoOperator, null)]
    [InlineData("""{ "segment": "loyal", "memberFor": { "eq": "30d" } }""", "$.memberFor.eq", RuleCodes.UnknownKey, null)]
    [InlineData("""{ "segment": "loyal", "memberFor": { "gte": "30d" }, "left": "7d" }""", "$.left", RuleCodes.KeyConflict, null)]
    [InlineData("""{ "segment": "loyal", "entered": { "last": "7d" } }""", "$.entered", RuleCodes.BadDuration, null)]
    [InlineData("""{ "segment": "loyal", "left": "7 days" }""", "$.left", RuleCodes.BadDuration, null)]
    [InlineData("""{ "segment": "loyal", "at": "yesterday" }""", "$.at", RuleCodes.BadValue, null)]
    [InlineData("""{ "segment": "loyal", "at": "2026-06-01T00:00:00" }""", "$.at", RuleCodes.BadValue, null)]
    [InlineData("""{ "rfm": "defalt", "recency": { "gte": 4 } }""", "$.rfm", RuleCodes.UnknownModel, "default")]
    [InlineData("""{ "rfm": 5, "recency": { "gte": 4 } }""", "$.rfm", RuleCodes.WrongShape, null)]
    [InlineData("""{ "rfm": "default" }""", "$", RuleCodes.MissingKey, null)]
    [InlineData("""{ "rfm": "default", "recncy": { "gte": 4 } }""", "$.recncy", RuleCodes.UnknownKey, "recency")]
    [InlineData("""{ "rfm": "default", "recency": 4 }""", "$.recency", RuleCodes.WrongShape, null)]
    [InlineData("""{ "rfm": "default", "monetary": { } }""", "$.monetary", RuleCodes.NoOperator, null)]
    [InlineData("""{ "rfm": "default", "monetary": { "exists": true } }""", "$.monetary.exists", RuleCodes.OperatorNotForType, null)]
    [InlineData("""{ "rfm": "default", "frequency": { "gte": "4" } }""", "$.frequency.gte", RuleCodes.BadValue, null)]
    [InlineData("""{ "sample": 101 }""", "$.sample", RuleCodes.BadValue, null)]
    [InlineData("""{ "sample": 10, "slat": "x" }""", "$.slat", RuleCodes.UnknownKey, "salt")]
    [InlineData("""{ "atLeast": 1.5, "of": [] }""", "$.atLeast", RuleCodes.BadValue, null)]
    [InlineData("""{ "sequence": [] }""", "$.sequence", RuleCodes.BadSequence, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" } ] }""", "$.sequence", RuleCodes.BadSequence, null)]
    [InlineData("""{ "sequence": { "event": "booked" } }""", "$.sequence", RuleCodes.WrongShape, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "serached" } ] }""", "$.sequence[1].event", RuleCodes.UnknownEvent, "searched")]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "where": { "all": [] } } ] }""", "$.sequence[1]", RuleCodes.MissingKey, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, "searched" ] }""", "$.sequence[1]", RuleCodes.WrongShape, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched", "within": "1d" } ] }""", "$.sequence[1].within", RuleCodes.UnknownKey, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched", "wher": { "all": [] } } ] }""", "$.sequence[1].wher", RuleCodes.UnknownKey, "where")]
    [InlineData("""{ "sequence": [ { "event": "booked", "where": { "property": "pric", "gt": 1 } }, { "event": "searched" } ] }""", "$.sequence[0].where.property", RuleCodes.UnknownProperty, "price")]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "same": "cabin" }""", "$.same", RuleCodes.UnknownProperty, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "same": "destinaton" }""", "$.same", RuleCodes.UnknownProperty, "destination")]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "gapAtMost": 48 }""", "$.gapAtMost", RuleCodes.BadDuration, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "completed": false }""", "$", RuleCodes.MissingKey, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "completed": "no", "gapAtMost": "1d" }""", "$.completed", RuleCodes.WrongShape, null)]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "gapAtmost": "1d" }""", "$.gapAtmost", RuleCodes.UnknownKey, "gapAtMost")]
    [InlineData("""{ "sequence": [ { "event": "booked" }, { "event": "searched" } ], "count": { "gt": 1 } }""", "$.count", RuleCodes.UnknownKey, null)]
    public void A_mistake_is_found_where_it_is(string json, string path, string code, string? suggestion)
    {
        var finding = Assert.Single(Read(json).Findings);
        Assert.Equal((path, code, suggestion), (finding.Path, finding.Code, finding.Suggestion));
    }

    [Fact]
    public void All_mistakes_are_found_at_once()
    {
        var reading = Read("""{ "all": [ { "attribute": "scor", "gt": 1 }, { "event": "booked", "within": "x", "count": { "gt": "3" } }, { "none": [ { "segment": "loyl" } ] } ] }""");
        Assert.Null(reading.Rule);
        Assert.Equal(["$.all[0].attribute", "$.all[1].within", "$.all[1].count.gt", "$.all[2].none[0].segment"], reading.Findings.Select(f => f.Path));
    }

    [Fact]
    public void A_finding_says_what_was_found_and_what_would_do() => Assert.Equal(
        "found \"30 days\", expected a duration of at most 100 years such as \"90d\" (units m h d w mo y)",
        Read("""{ "event": "booked", "within": "30 days" }""").Findings[0].Message);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\n  \"all\": [}", 2, 11)]
    public void Text_that_is_no_JSON_is_located(string json, int line, int column)
    {
        var finding = Assert.Single(Read(json).Findings);
        Assert.Equal(RuleCodes.Malformed, finding.Code);
        Assert.Contains($"line {line}, column {column}", finding.Message);
    }

    [Fact]
    public void Sixteen_levels_are_the_deepest()
    {
        Assert.True(Read(Nested(15)).IsValid);
        Assert.Equal(RuleCodes.TooDeep, Assert.Single(Read(Nested(16)).Findings).Code);
        Assert.Equal(RuleCodes.TooDeep, Assert.Single(Read(Nested(5_000)).Findings).Code);
    }

    [Fact]
    public void Five_hundred_nodes_are_the_most()
    {
        Assert.True(Read($$"""{ "any": [{{Repeat("""{ "sample": 1 }""", 499)}}] }""").IsValid);
        Assert.Equal(RuleCodes.TooManyNodes, Assert.Single(Read($$"""{ "any": [{{Repeat("""{ "sample": 1 }""", 900)}}] }""").Findings).Code);
    }

    [Fact]
    public void Ten_thousand_values_are_the_longest_list()
    {
        Assert.True(Read($$"""{ "attribute": "score", "in": [{{Repeat("1", 10_000)}}] }""").IsValid);
        Assert.Equal(RuleCodes.TooManyValues, Assert.Single(Read($$"""{ "attribute": "score", "in": [{{Repeat("1", 10_001)}}] }""").Findings).Code);
    }

    private static string Nested(int groups) => string.Concat(Enumerable.Repeat("""{ "all": [ """, groups)) + """{ "sample": 1 }""" + string.Concat(Enumerable.Repeat(" ] }", groups));

    private static string Repeat(string item, int count) => string.Join(", ", Enumerable.Repeat(item, count));

    private static RuleReading Read(string json) => RuleReader.Read(json, RandomAudience.CreateSchema(withZone: true), new RuleNames(["loyal", "new"], OracleRfm.ModelsWithoutCuts));
}
