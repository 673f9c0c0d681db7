namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>What attribute operators mean, at their edges.</summary>
public class AttributeExamples
{
    [Theory]
    [InlineData("""{ "attribute": "score", "ne": 1 }""", "two")]
    [InlineData("""{ "attribute": "score", "ne": 1, "orMissing": true }""", "two none")]
    [InlineData("""{ "attribute": "score", "exists": false }""", "none")]
    [InlineData("""{ "attribute": "score", "exists": true }""", "one two")]
    [InlineData("""{ "not": { "attribute": "score", "eq": 1 } }""", "two none")]
    [InlineData("""{ "attribute": "score", "between": [1, 2] }""", "one two")]
    [InlineData("""{ "attribute": "score", "gt": 1, "lte": 2 }""", "two")]
    [InlineData("""{ "attribute": "score", "in": [] }""", "")]
    [InlineData("""{ "attribute": "score", "notIn": [] }""", "one two")]
    [InlineData("""{ "all": [] }""", "one two none")]
    [InlineData("""{ "any": [] }""", "")]
    [InlineData("""{ "atLeast": 0, "of": [] }""", "one two none")]
    [InlineData("""{ "atLeast": 2, "of": [ { "attribute": "score", "gte": 1 }, { "attribute": "score", "gte": 2 }, { "attribute": "vip", "eq": true } ] }""", "two")]
    public void A_missing_value_satisfies_nothing(string rule, string members) =>
        Assert.Equal(members, new Scene().Customer("one", ("score", 1.0)).Customer("two", ("score", 2.0)).Customer("none").Members(rule));

    [Theory]
    [InlineData("""{ "attribute": "name", "eq": "anna" }""", "")]
    [InlineData("""{ "attribute": "name", "eq": "anna", "ignoreCase": true }""", "a")]
    [InlineData("""{ "attribute": "name", "contains": "nn" }""", "a b")]
    [InlineData("""{ "attribute": "name", "startsWith": "an", "ignoreCase": true }""", "a")]
    [InlineData("""{ "attribute": "name", "matches": "n" }""", "a b")]
    [InlineData("""{ "attribute": "name", "matches": "^[A-H].*a$" }""", "a b")]
    [InlineData("""{ "attribute": "name", "matches": "^hanna$", "ignoreCase": true }""", "b")]
    [InlineData("""{ "attribute": "name", "notIn": ["Anna", ""] }""", "b")]
    [InlineData("""{ "attribute": "name", "eq": "" }""", "empty")]
    public void Text(string rule, string members) =>
        Assert.Equal(members, new Scene().Customer("a", ("name", "Anna")).Customer("b", ("name", "Hanna")).Customer("empty", ("name", "")).Customer("none").Members(rule));

    [Theory]
    [InlineData("""{ "attribute": "tags", "hasAny": ["a", "x"] }""", "ab")]
    [InlineData("""{ "attribute": "tags", "hasAll": ["a", "b"] }""", "ab")]
    [InlineData("""{ "attribute": "tags", "hasAll": [] }""", "ab empty")]
    [InlineData("""{ "attribute": "tags", "hasNone": ["a"] }""", "empty")]
    [InlineData("""{ "attribute": "tags", "hasNone": ["a"], "orMissing": true }""", "empty none")]
    [InlineData("""{ "attribute": "tags", "size": { "eq": 0 } }""", "empty")]
    public void Sets(string rule, string members) =>
        Assert.Equal(members, new Scene().Customer("ab", ("tags", new[] { "a", "b" })).Customer("empty", ("tags", Array.Empty<string>())).Customer("none").Members(rule));

    [Theory]
    [InlineData("2026-02-27T12:00:00Z", "1d", "leap")]
    [InlineData("2026-02-26T12:00:00Z", "1d", "")]
    [InlineData("2028-02-28T12:00:00Z", "1d", "leap")]
    [InlineData("2026-02-28T12:00:00Z", "1d", "leap march")]
    [InlineData("2026-12-31T12:00:00Z", "1d", "january")]
    public void A_birthday_on_the_29th_of_February_falls_on_the_28th_in_common_years(string asOf, string next, string members)
    {
        var scene = new Scene { AsOf = Scene.At(asOf) }
            .Customer("leap", ("birthDate", new DateOnly(2000, 2, 29))).Customer("march", ("birthDate", new DateOnly(1999, 3, 1))).Customer("january", ("birthDate", new DateOnly(1980, 1, 1)));
        Assert.Equal(members, scene.Members($$"""{ "attribute": "birthDate", "anniversaryWithinNext": "{{next}}" }"""));
    }

    [Theory]
    [InlineData("""{ "attribute": "birthDate", "withinLast": "1d" }""", "today")]
    [InlineData("""{ "attribute": "birthDate", "withinLast": "2d" }""", "yesterday today")]
    [InlineData("""{ "attribute": "birthDate", "withinNext": "1d" }""", "today tomorrow")]
    [InlineData("""{ "attribute": "birthDate", "on": "2026-06-30" }""", "today")]
    [InlineData("""{ "attribute": "birthDate", "before": "2026-06-30" }""", "yesterday")]
    public void Dates_count_in_days(string rule, string members) => Assert.Equal(members, new Scene()
        .Customer("yesterday", ("birthDate", new DateOnly(2026, 6, 29))).Customer("today", ("birthDate", new DateOnly(2026, 6, 30))).Customer("tomorrow", ("birthDate", new DateOnly(2026, 7, 1)))
        .Members(rule));

    [Fact]
    public void Today_is_the_customers_today()
    {
        var scene = new Scene { AsOf = Scene.At("2026-06-30T22:30:00Z") };
        foreach (var zone in new[] { "Europe/Berlin", "UTC", "No/Where" })
            scene.Customer(zone, ("timeZone", zone), ("birthDate", new DateOnly(1990, 7, 2)), ("signedUpAt", Scene.At("2026-06-29T22:30:00Z")));
        Assert.Equal("Europe/Berlin", scene.Members("""{ "attribute": "birthDate", "anniversaryWithinNext": "1d" }"""));
        Assert.Equal("Europe/Berlin", scene.Members("""{ "attribute": "signedUpAt", "on": "2026-06-30" }"""));
        scene.Options = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        Assert.Equal("Europe/Berlin No/Where", scene.Members("""{ "attribute": "signedUpAt", "on": "2026-06-30" }"""));
    }
}
