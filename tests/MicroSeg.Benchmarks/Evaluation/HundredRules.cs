using MicroSeg.Audience.Rules;

namespace MicroSeg.Benchmarks.Evaluation;

/// <summary>A hundred rules: six of each of ten plain kinds and four of each of ten richer ones, with parameters that differ; all measures, windows and conditions on events are among them.</summary>
internal static class HundredRules
{
    public static IReadOnlyList<SegmentDefinition> All { get; } = [.. Enumerable.Range(0, 100).Select(i => new SegmentDefinition($"s{i}", Read(TextOf(i))))];

    /// <summary>The JSON of a rule.</summary>
    public static string TextOf(int rule) => rule < 60 ? Text(rule / 6, rule * 7 % 10) : Text(10 + ((rule - 60) / 4), rule * 3 % 10);

    private static string Text(int kind, int i)
    {
        var days = new[] { 7, 14, 30, 30, 60, 90, 90, 180, 365, 365 }[i];
        var airport = FlightAudience.Airports[i * 13];
        var category = new[] { "news", "deals", "miles", "lounge", "partner" }[i % 5];
        return kind switch
        {
            0 => $$"""{ "event": "flight_booked", "within": "{{days}}d", "per": "destination", "count": { "gt": {{1 + (i % 3)}} } }""",
            1 => $$"""{ "all": [ { "event": "search", "where": { "property": "destination", "eq": "{{airport}}" }, "within": "{{days}}d" }, { "event": "flight_booked", "within": "{{days}}d", "count": { "eq": 0 } } ] }""",
            2 => $$"""{ "event": "purchase", "within": "{{days}}d", "sum": { "of": "amount", "gte": {{500 * (i + 1)}} } }""",
            3 => $$"""{ "any": [ { "event": "mail_opened", "within": "{{days}}d", "count": { "gte": {{2 + i}} } }, { "event": "mail_clicked", "within": "{{days}}d" } ] }""",
            4 => $$"""{ "all": [ { "attribute": "country", "in": ["DE", "FR", "{{(i % 2 == 0 ? "US" : "IN")}}"] }, { "attribute": "age", "gte": {{20 + i}}, "lt": {{40 + i}} }, { "attribute": "tags", "hasAny": ["{{category}}"] } ] }""",
            5 => $$"""{ "event": "search", "sinceLast": { "lte": "{{days}}d" }, "where": { "property": "nights", "gte": {{i}} } }""",
            6 => $$"""{ "event": "flight_booked", "{{(i % 2 == 0 ? "avg" : "max")}}": { "of": "price", "gt": {{300 + (i * 40)}}.50 }, "where": { "property": "cabin", "in": ["business", "{{(i % 3 == 0 ? "first" : "premium")}}"] } }""",
            7 => $$"""{ "all": [ { "event": "flight_booked", "within": { "calendar": "{{new[] { "thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear" }[i % 5]}}" }, "count": { "gte": {{1 + (i / 5)}} } }, { "attribute": "birthDate", "anniversaryWithinNext": "{{days}}d" } ] }""",
            8 => $$"""{ "event": "flight_booked", "where": { "property": "destination", "neAttribute": "homeAirport" }, "within": "{{days}}d", "distinct": { "of": "destination", "gte": {{1 + (i % 4)}} } }""",
            9 => $$"""{ "all": [ { "segment": "s{{i * 9}}" }, { "not": { "segment": "s{{(i * 7) + 10}}" } }, { "sample": {{5 * (i + 1)}}, "salt": "spring" }, { "attribute": "home", "withinKm": {{1000 * (i + 1)}}, "of": { "lat": 48.85, "lon": 2.35 } } ] }""",
            10 => $$"""{ "event": "flight_booked", "gap": { "{{(i % 2 == 0 ? "longest" : "shortest")}}": { "{{(i % 2 == 0 ? "gte" : "lt")}}": "{{new[] { "60d", "2mo", "90d", "1y", "30d" }[i % 5]}}" } } }""",
            11 => $$"""{ "event": "flight_booked", "within": "{{2 * days}}d", "per": "destination", "share": { "gte": 0.{{3 + (i % 5)}} } }""",
            12 => $$"""{ "event": "mail_opened", "within": "{{days}}d", "trend": { "of": "count", "versus": "previous", "lte": 0.{{3 + (i % 5)}} } }""",
            13 => $$"""{ "event": "purchase", "within": { "calendar": "{{new[] { "thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear" }[i % 5]}}" }, "trend": { "of": { "{{(i % 2 == 0 ? "sum" : "median")}}": "amount" }, "gte": {{1 + (i % 3)}}.5 } }""",
            14 => $$"""{ "event": "purchase", "inPeriods": { "of": "{{new[] { "month", "week", "quarter", "month", "day" }[i % 5]}}", "last": {{6 + i}}, "atLeast": {{2 + (i % 4)}} } }""",
            15 => $$"""{ "event": "search", "within": { {{(i % 2 == 0 ? "\"first\"" : "\"last\"")}}: "{{(i % 3 == 0 ? "2mo" : $"{days}d")}}", {{(i % 2 == 0 ? "\"after\"" : "\"before\"")}}: "signedUpAt" }, "count": { "gte": {{1 + (i % 3)}} } }""",
            16 => $$"""{ "event": "flight_booked", "within": { "months": [{{new[] { "12, 1", "6, 7, 8", "5", "11, 12", "2, 3" }[i % 5]}}], "yearsAgo": [{{(i % 2 == 0 ? "1" : "0, 1")}}] } }""",
            17 => $$"""{ "sequence": [ { "event": "search" }, { "event": "flight_booked" } ], "within": "{{days}}d", "gapAtMost": "{{24 * (1 + i)}}h", "same": "destination" }""",
            18 => $$"""{ "sequence": [ { "event": "search", "where": { "property": "nights", "gte": {{i}} } }, { "event": "mail_clicked" }, { "event": "flight_booked" } ], "within": "{{days}}d", "gapAtMost": "{{(i % 2 == 0 ? "48h" : "1mo")}}", "completed": false }""",
            _ => (i % 5) switch
            {
                0 => $$"""{ "event": "flight_booked", "within": { "last": "{{days}}d", "endingBefore": "30d" }, "median": { "of": "price", "lt": 400 } }""",
                1 => $$"""{ "event": "flight_booked", "per": "destination", "groups": { "atLeast": 2 }, "sinceFirst": { "gte": "{{days}}d" } }""",
                2 => """{ "event": "flight_booked", "within": { "from": "2026-01-01", "to": "2026-03-31" }, "first": { "of": "cabin", "in": ["business", "first"] } }""",
                3 => """{ "event": "purchase", "within": "1y", "per": "category", "groups": "none", "min": { "of": "amount", "lt": 50 } }""",
                _ => $$"""{ "event": "search", "within": { "first": "{{days}}d", "after": "birthDate" }, "last": { "of": "nights", "gte": 3 } }""",
            },
        };
    }

    private static SegmentRule Read(string text)
    {
        var reading = RuleReader.Read(text, FlightAudience.Schema);
        return reading.Rule ?? throw new InvalidOperationException($"{text}: {string.Join("; ", reading.Findings)}");
    }
}
